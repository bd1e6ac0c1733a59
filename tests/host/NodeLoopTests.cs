using FrrK8s.HostTests.Support;
using FrrK8s.Rules;
using Xunit;
using NodeSettings = FrrK8s.Host.Node.NodeSettings;

namespace FrrK8s.HostTests;

public sealed class NodeLoopTests
{
    private static readonly string A = Manifests.Neighbor("a", "10.0.0.1", extra: ", password: s3cret");
    private static readonly string B = Manifests.Neighbor("b", "10.0.0.2");

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
    public async Task What_frr_refuses_is_taken_back_and_its_owner_named()
    {
        await using var loop = new LoopUnderTest();
        loop.Source.Text = A;
        loop.Frr.Refuses = "10.0.0.2 remote-as";
        await loop.StartAsync();
        var good = loop.Frr.Running;
        await loop.EventAsync(A + "---\n" + B);
        Assert.Equal(good, loop.Frr.Running);
        Assert.Equal(good, loop.Frr.Applied[^1]);
        Assert.Contains("FRR refused `neighbor 10.0.0.2 remote-as 64513` (wanted by test/b spec.bgp", loop.StateText, StringComparison.Ordinal);
        Assert.Contains("the last good configuration is back in force", loop.StateText, StringComparison.Ordinal);
        Assert.Equal(good, await File.ReadAllTextAsync(loop.State.File("last-good.conf")));

        // The same text is not tried again; a cured one is in force at once.
        var tries = loop.Frr.Applied.Count;
        await loop.EventAsync();
        Assert.Equal(tries, loop.Frr.Applied.Count);
        await loop.EventAsync(A);
        Assert.Contains("lastReloadResult: success", loop.StateText, StringComparison.Ordinal);
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
        loop.State.Write("last-good.conf", "! good\n");
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
