using FrrK8s.Host.Frr;
using FrrK8s.Host.Node;
using FrrK8s.HostTests.Support;
using FrrK8s.Rules;
using Xunit;
using NodeSettings = FrrK8s.Host.Node.NodeSettings;

namespace FrrK8s.HostTests;

public sealed class NodeLoopTests
{
    private static readonly string A = Manifests.Neighbor("a", "10.0.0.1", extra: ", password: s3cret");
    private static readonly string B = Manifests.Neighbor("b", "10.0.0.2");
    private static readonly string C = Manifests.Neighbor("c", "10.0.0.3");
    private static readonly string Raw = Manifests.Raw("r", "odd statement");

    [Fact]
    public async Task The_first_event_is_handled_at_once_and_a_burst_becomes_one()
    {
        await using var loop = new LoopUnderTest();
        await loop.StartAsync();
        await loop.EventAsync(A);
        Assert.Equal(2, loop.Source.Looks);

        loop.Source.Text = A + "---\n" + B;
        for (var i = 0; i < 50; i++)
        {
            loop.Slot.Mark();
        }

        // The gap after the last look, then what is left of the debounce time; nothing is looked at meanwhile.
        Assert.Equal(TimeSpan.FromMilliseconds(50), await loop.Time.NextTimerAsync());
        loop.Time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(TimeSpan.FromMilliseconds(450), await loop.Time.NextTimerAsync());
        Assert.Equal(2, loop.Source.Looks);
        loop.Time.Advance(TimeSpan.FromMilliseconds(450));
        await loop.RoundAsync();
        Assert.Equal(3, loop.Source.Looks);
        Assert.Contains("10.0.0.2", loop.Frr.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_change_means_no_command()
    {
        await using var loop = new LoopUnderTest();
        loop.Source.Text = A;
        await loop.StartAsync();
        var applied = loop.Frr.Applied.Count;
        await loop.EventAsync();
        await loop.EventAsync(A + "---\n" + A);
        Assert.Equal(applied, loop.Frr.Applied.Count);
    }

    [Fact]
    public async Task The_state_says_what_is_true_and_masks_secrets()
    {
        await using var loop = new LoopUnderTest();
        loop.Source.Text = A;
        await loop.StartAsync();
        Assert.Contains("lastConversionResult: success\n  lastReloadResult: success\n", loop.StateText, StringComparison.Ordinal);
        Assert.Contains("neighbor 10.0.0.1 password ***", loop.StateText, StringComparison.Ordinal);
        await loop.EventAsync(A + "---\nkind: Foo\n");
        Assert.Contains("lastConversionResult: \"failed: error: a.yaml:", loop.StateText, StringComparison.Ordinal);
        Assert.Contains("unknown kind `Foo`", loop.StateText, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", loop.StateText + loop.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_of_which_frr_refuses_a_line_is_left_out_alone_until_it_changes()
    {
        await using var loop = new LoopUnderTest();
        loop.Source.Text = A;
        loop.Frr.Refuses = "10.0.0.2 remote-as";
        await loop.StartAsync();
        await loop.EventAsync(A + "---\n" + B + "---\n" + C);
        Assert.Contains("10.0.0.3", loop.Frr.Running, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.2", loop.Frr.Running, StringComparison.Ordinal);
        Assert.Contains("FRR refused `neighbor 10.0.0.2 remote-as 64513`: not today", loop.StateText, StringComparison.Ordinal);
        Assert.Contains("lastReloadResult: success", loop.StateText, StringComparison.Ordinal);

        // It is not tried again as it is.
        var tries = loop.Frr.Applied.Count;
        await loop.EventAsync();
        Assert.Equal(tries, loop.Frr.Applied.Count);
        await loop.EventAsync(A + "---\n" + B);
        Assert.DoesNotContain(loop.Frr.Applied[tries..], text => text.Contains("10.0.0.2", StringComparison.Ordinal));

        // A changed one is, and one that has waited long enough.
        tries = loop.Frr.Applied.Count;
        await loop.EventAsync(A + "---\n" + B.Replace("64513", "64514", StringComparison.Ordinal));
        Assert.Contains(loop.Frr.Applied[tries..], text => text.Contains("10.0.0.2 remote-as 64514", StringComparison.Ordinal));
        loop.Frr.Refuses = "\0";
        loop.Time.Advance(Isolation.Patience);
        await loop.EventAsync();
        Assert.Contains("10.0.0.2 remote-as 64514", loop.Frr.Running, StringComparison.Ordinal);
        Assert.Contains("lastConversionResult: success", loop.StateText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_object_is_tried_again_when_others_changed_and_each_time_later()
    {
        await using var loop = new LoopUnderTest { Times = new() { Debounce = TimeSpan.Zero, LookGap = TimeSpan.Zero } };
        loop.Source.Text = A;
        loop.Frr.Refuses = "10.0.0.2 remote-as";
        await loop.StartAsync();
        await loop.EventAsync(A + "---\n" + B);
        var said = loop.Log.ToString().Length;

        // A second after it was refused, and behind the change that another object brings. Nothing is said of a try in vain.
        Assert.Equal(TimeSpan.FromMilliseconds(1), await loop.EventAsync(A + "---\n" + B + "---\n" + C));
        Assert.Contains("10.0.0.3", loop.Frr.Running, StringComparison.Ordinal);
        Assert.Equal(1, await TriesAfterAsync(TimeSpan.FromMilliseconds(1)));
        Assert.DoesNotContain("10.0.0.2", loop.Frr.Running, StringComparison.Ordinal);
        Assert.DoesNotContain("refused:", loop.Log.ToString()[said..], StringComparison.Ordinal);
        Assert.DoesNotContain("no longer", loop.Log.ToString()[said..], StringComparison.Ordinal);

        // Two seconds after the second time, four after the third one.
        Assert.Equal(TimeSpan.FromSeconds(1), await loop.EventAsync(A + "---\n" + B));
        Assert.Equal(1, await TriesAfterAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromSeconds(3), await loop.EventAsync(A + "---\n" + B + "---\n" + C));
        loop.Frr.Refuses = "\0";
        Assert.Equal(1, await TriesAfterAsync(TimeSpan.FromSeconds(3)));
        Assert.Contains("10.0.0.2", loop.Frr.Running, StringComparison.Ordinal);
        Assert.Contains("lastConversionResult: success", loop.StateText, StringComparison.Ordinal);
        Assert.Contains("no longer: ", loop.Log.ToString(), StringComparison.Ordinal);

        async Task<int> TriesAfterAsync(TimeSpan wait)
        {
            var before = loop.Frr.Applied.Count;
            loop.Time.Advance(wait);
            await loop.RoundAsync();
            return loop.Frr.Applied.Skip(before).Count(text => text.Contains("10.0.0.2", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_of_a_raw_snippet_frr_takes_and_does_not_keep_stays_without_harm()
    {
        await using var loop = new LoopUnderTest();
        loop.Source.Text = A;
        (loop.Frr.Refuses, loop.Frr.IsSilent) = ("odd statement", true);
        await loop.StartAsync();
        await loop.EventAsync(A + "---\n" + Raw + "---\n" + B);
        Assert.Contains("10.0.0.2", loop.Frr.Running, StringComparison.Ordinal);
        Assert.Contains("lastConversionResult: success\n  lastReloadResult: success\n", loop.StateText, StringComparison.Ordinal);
        Assert.Contains("reason: NotKept\n    message: \"FRR took without a word what it does not have, or has otherwise: missing: odd statement\"", loop.StateText, StringComparison.Ordinal);
        var tries = loop.Frr.Applied.Count;
        await loop.EventAsync();
        Assert.Equal(tries, loop.Frr.Applied.Count);
        await loop.EventAsync(A);
        Assert.Contains("reason: NoDifference", loop.StateText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_frr_was_being_told_is_good_when_it_has_all_of_it(bool hasIt)
    {
        await using var loop = new LoopUnderTest();
        var kept = new KeptConfigurations(loop.State.Path);
        kept.Succeed(new ConfigText("! before\n"));
        kept.Begin(new ConfigText("! then\n"));
        loop.Source.IsKnown = false;
        loop.Frr.Running = hasIt ? "! then\n" : "! half of then\n";
        await loop.StartAsync();
        Assert.Equal(hasIt ? "! then\n" : "! before\n", loop.Frr.Running);
        Assert.Equal(!hasIt, File.Exists(loop.State.File("pending.conf")));
    }

    [Fact]
    public async Task What_frr_was_being_told_counts_as_ours_for_as_long_as_it_may_still_arrive()
    {
        await using var loop = new LoopUnderTest();
        var kept = new KeptConfigurations(loop.State.Path);
        kept.Succeed(new ConfigText("! before\n"));
        kept.Begin(new ConfigText("! then\n"));
        loop.Source.Text = A;
        loop.Frr.Running = "! half of then\n";
        await loop.StartAsync();
        await loop.EventAsync(A + "---\n" + B);
        Assert.Contains("! then\n", loop.Frr.Written, StringComparison.Ordinal);
        Assert.EndsWith("\n! then\n", await File.ReadAllTextAsync(loop.State.File("pending.conf")), StringComparison.Ordinal);

        loop.Time.Advance(LoopUnderTest.LongestTelling);
        await loop.EventAsync(A);
        Assert.DoesNotContain("! then\n", loop.Frr.Written, StringComparison.Ordinal);
        Assert.False(File.Exists(loop.State.File("pending.conf")));
    }

    [Fact]
    public async Task A_last_good_configuration_that_is_not_whole_is_not_applied()
    {
        await using (var loop = new LoopUnderTest())
        {
            loop.State.Write("last-good.conf", "! sha256 0123\nrouter bgp 1\n");
            await loop.StartAsync();
            Assert.DoesNotContain("router bgp 1\n", string.Concat(loop.Frr.Applied), StringComparison.Ordinal);
            Assert.Contains("is not whole", loop.Log.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_frr_that_is_down_is_tried_again_ever_more_slowly_and_said_once()
    {
        await using var loop = new LoopUnderTest();
        loop.Source.Text = A;
        loop.Frr.IsDown = true;
        await loop.StartAsync();
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 8; i++)
        {
            loop.Time.Advance(TimeSpan.FromSeconds(10));
            waits.Add(await loop.RoundAsync());
        }

        Assert.True(waits.Max() <= TimeSpan.FromSeconds(30));
        Assert.Contains("lastReloadResult: \"failed: FRR is down\"", loop.StateText, StringComparison.Ordinal);
        Assert.Single(loop.Log.ToString().Split('\n'), line => line.Contains("FRR is down", StringComparison.Ordinal));

        loop.Frr.IsDown = false;
        for (var i = 0; i < 4 && loop.Frr.Applied.Count == 0; i++)
        {
            loop.Time.Advance(TimeSpan.FromSeconds(10));
            await loop.RoundAsync();
        }

        Assert.Contains("10.0.0.1", loop.Frr.Running, StringComparison.Ordinal);
        Assert.Single(loop.Log.ToString().Split('\n'), line => line.Contains("FRR answers again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_good_configuration_is_applied_at_start_when_the_source_cannot_be_read()
    {
        await using var loop = new LoopUnderTest();
        new KeptConfigurations(loop.State.Path).Succeed(new ConfigText("! good\n"));
        loop.Source.IsKnown = false;
        await loop.StartAsync();
        Assert.Equal("! good\n", loop.Frr.Running);
        Assert.Contains("the folder does not exist", loop.StateText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frr_that_lost_its_configuration_gets_it_again()
    {
        await using var loop = new LoopUnderTest();
        loop.Source.Text = A;
        await loop.StartAsync();
        var good = loop.Frr.Running;
        loop.Frr.Running = "!\n";
        for (var i = 0; i < 3; i++)
        {
            loop.Time.Advance(TimeSpan.FromSeconds(10));
            await loop.RoundAsync();
        }

        Assert.Equal(good, loop.Frr.Running);
        Assert.Contains("FRR no longer runs what it was given", loop.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frozen_node_keeps_its_last_good_configuration()
    {
        await using var loop = new LoopUnderTest(new NodeSettings { NodeName = "n1", Policy = ConflictPolicy.Freeze });
        loop.Source.Text = A;
        await loop.StartAsync();
        var good = loop.Frr.Running;
        await loop.EventAsync(A + "---\n" + B + "---\n" + Manifests.Neighbor("c", "10.0.0.1", asn: 7));
        Assert.Equal(good, loop.Frr.Running);
        Assert.Contains("lastConversionResult: \"failed: conflict: test/c", loop.StateText, StringComparison.Ordinal);
        Assert.Contains("lastReloadResult: success", loop.StateText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_good_configuration_is_readable_by_its_owner_only()
    {
        await using var loop = new LoopUnderTest();
        loop.Source.Text = A;
        await loop.StartAsync();
        Assert.False(OperatingSystem.IsWindows());
#pragma warning disable CA1416 // The test just said that it is not Windows.
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(loop.State.File("last-good.conf")));
#pragma warning restore CA1416
    }
}
