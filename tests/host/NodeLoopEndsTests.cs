using FrrK8s.FrrParser.Compare;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Node;
using FrrK8s.HostTests.Support;
using FrrK8s.Rules;
using Xunit;
using NodeSettings = FrrK8s.Host.Node.NodeSettings;

namespace FrrK8s.HostTests;

/// <summary>What becomes of changes that do not come to their end, and of what is not to be changed.</summary>
public sealed class NodeLoopEndsTests
{
    private static readonly string A = Manifests.Neighbor("a", "10.0.0.1");
    private static readonly string B = Manifests.Neighbor("b", "10.0.0.2");
    private static readonly string C = Manifests.Neighbor("c", "10.0.0.3");

    private static readonly NodeLoopSettings AtOnce = new() { Debounce = TimeSpan.Zero, LookGap = TimeSpan.Zero };

    [Fact]
    public async Task Under_report_what_somebody_changed_stays_whatever_comes_later()
    {
        await using var loop = new LoopUnderTest { Times = AtOnce with { DriftPolicy = DriftPolicy.Report } };
        loop.Source.Text = A;
        await loop.StartAsync();
        loop.Frr.Running = "typed\n";

        // Nobody has looked at FRR since.
        await loop.EventAsync(A + "---\n" + B);
        Assert.Contains("10.0.0.2", loop.Frr.Running, StringComparison.Ordinal);
        Assert.Equal(["id"], loop.Frr.Left);
        Assert.Contains("reason: Drifted\n    message: \"changed: all\"", loop.StateText, StringComparison.Ordinal);

        // It is not forgotten when FRR does not answer for a while.
        loop.Frr.Running = "typed again\n";
        loop.Frr.IsDown = true;
        await loop.EventAsync(A + "---\n" + C);
        loop.Frr.IsDown = false;
        loop.Time.Advance(TimeSpan.FromSeconds(10));
        await loop.RoundAsync();
        Assert.Contains("10.0.0.3", loop.Frr.Running, StringComparison.Ordinal);
        Assert.Equal(["id"], loop.Frr.Left);
    }

    [Fact]
    public async Task Under_repair_a_change_puts_right_what_somebody_changed()
    {
        await using var loop = new LoopUnderTest { Times = AtOnce };
        loop.Source.Text = A;
        await loop.StartAsync();
        loop.Frr.Running = "typed\n";
        await loop.EventAsync(A + "---\n" + B);
        Assert.Empty(loop.Frr.Left);
    }

    [Fact]
    public async Task What_frr_keeps_although_it_is_to_go_is_said_and_told_again_ever_more_slowly()
    {
        await using var loop = new LoopUnderTest { Times = AtOnce };
        loop.Source.Text = A + "---\n" + B;
        await loop.StartAsync();
        loop.Frr.Keeps = new DriftLine(DifferenceKind.Surplus, "network 10.9.0.0/16", "kept");
        await loop.EventAsync(A);
        Assert.Contains("reason: NotTaken\n    message: \"FRR still has what it was told to take away: surplus: network 10.9.0.0/16\"", loop.StateText, StringComparison.Ordinal);
        Assert.Contains("lastReloadResult: \"failed: FRR still has", loop.StateText, StringComparison.Ordinal);

        List<int> tries = [loop.Frr.Applied.Count];
        foreach (var _ in Enumerable.Range(0, 7))
        {
            loop.Time.Advance(TimeSpan.FromSeconds(10));
            await loop.RoundAsync();
            tries.Add(loop.Frr.Applied.Count);
        }

        Assert.Equal([1, 0, 1, 0, 0, 0, 1], tries.Zip(tries.Skip(1), (before, after) => after - before));
        Assert.Empty(loop.Frr.Left);

        loop.Frr.Keeps = null;
        await loop.EventAsync(A + "---\n" + C);
        Assert.Contains("reason: Verified", loop.StateText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_freeze_what_frr_refuses_is_taken_back()
    {
        await using var loop = new LoopUnderTest(new NodeSettings { NodeName = "n1", Policy = ConflictPolicy.Freeze });
        loop.Source.Text = A;
        loop.Frr.Refuses = "10.0.0.2 remote-as";
        await loop.StartAsync();
        var good = loop.Frr.Running;
        await loop.EventAsync(A + "---\n" + B + "---\n" + C);
        Assert.Equal(good, loop.Frr.Running);
        Assert.Equal(good, loop.Frr.Applied[^1]);
        Assert.Contains("FRR refused `neighbor 10.0.0.2 remote-as 64513` (wanted by test/b spec.bgp", loop.StateText, StringComparison.Ordinal);
        Assert.Contains("the last good configuration is back in force", loop.StateText, StringComparison.Ordinal);
        Assert.EndsWith("\n" + good, await File.ReadAllTextAsync(loop.State.File("last-good.conf")), StringComparison.Ordinal);
        await loop.EventAsync(A);
        Assert.Contains("lastReloadResult: success", loop.StateText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_line_of_nobody_takes_everything_back()
    {
        await using var loop = new LoopUnderTest();
        loop.Source.Text = A;
        await loop.StartAsync();
        var good = loop.Frr.Running;
        loop.Frr.Refuses = "log timestamp";
        await loop.EventAsync(A + "---\n" + B);
        Assert.Contains("FRR refused `log timestamp precision 3`: not today", loop.StateText, StringComparison.Ordinal);
        Assert.Equal(good, loop.Frr.Applied[^1]);
    }

    [Fact]
    public async Task What_could_not_be_taken_back_is_tried_again_when_frr_answers()
    {
        await using var loop = new LoopUnderTest(new NodeSettings { NodeName = "n1", Policy = ConflictPolicy.Freeze }) { Times = AtOnce };
        loop.Source.Text = A;
        await loop.StartAsync();
        var good = loop.Frr.Running;
        (loop.Frr.Refuses, loop.Frr.FallsWithRefusal) = ("10.0.0.2 remote-as", true);
        await loop.EventAsync(A + "---\n" + B);
        Assert.Equal("half\n", loop.Frr.Running);
        Assert.Contains("reason: Unavailable", loop.StateText, StringComparison.Ordinal);
        Assert.Contains("going back to it failed too: FRR is down", loop.StateText, StringComparison.Ordinal);

        (loop.Frr.IsDown, loop.Frr.FallsWithRefusal) = (false, false);
        loop.Time.Advance(TimeSpan.FromSeconds(1));
        await loop.RoundAsync();
        Assert.Equal(good, loop.Frr.Running);
        Assert.Contains("lastReloadResult: success", loop.StateText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_of_a_process_that_changes_frr_are_not_written_over_by_another_one()
    {
        await using var loop = new LoopUnderTest { Times = AtOnce };
        new KeptConfigurations(loop.State.Path).Begin(new ConfigText("! of the other one\n"));
        loop.Source.Text = A;
        loop.Frr.IsOthers = true;
        await loop.StartAsync();
        Assert.Empty(loop.Frr.Applied);
        Assert.EndsWith("! of the other one\n", await File.ReadAllTextAsync(loop.State.File("pending.conf")), StringComparison.Ordinal);
        Assert.Contains("somebody else is at it", loop.StateText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_object_is_tried_again_by_itself_ever_more_slowly()
    {
        await using var loop = new LoopUnderTest { Times = AtOnce with { DriftInterval = TimeSpan.FromHours(9) } };
        loop.Source.Text = A;
        loop.Frr.Refuses = "10.0.0.2 remote-as";
        await loop.StartAsync();
        await loop.EventAsync(A + "---\n" + B);
        foreach (var minutes in new[] { 5, 10, 20, 40, 60, 60 })
        {
            Assert.Equal(0, await TriesAfterAsync(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1)));
            Assert.Equal(1, await TriesAfterAsync(TimeSpan.FromSeconds(1)));
        }

        async Task<int> TriesAfterAsync(TimeSpan wait)
        {
            var before = loop.Frr.Applied.Count;
            loop.Time.Advance(wait);
            loop.Slot.Mark();
            await loop.RoundAsync();
            return loop.Frr.Applied.Skip(before).Count(text => text.Contains("10.0.0.2", StringComparison.Ordinal));
        }
    }
}
