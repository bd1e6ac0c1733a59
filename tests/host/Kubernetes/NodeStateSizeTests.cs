using FrrK8s.Host.Status;

namespace FrrK8s.HostTests.Kubernetes;

public sealed class NodeStateSizeTests
{
    [Fact]
    public void A_state_that_fits_stays_as_it_is()
    {
        var state = new NodeState("success", "success", "!\nrouter bgp 1\n") { Configurations = [Object("a", isAccepted: true)] };
        Assert.Equal(state, NodeStateSize.Fit(state));
    }

    [Fact]
    public void A_long_configuration_is_cut_at_a_line_and_says_so()
    {
        var line = new string('<', 300) + "\n";
        var state = new NodeState("success", "success", string.Concat(Enumerable.Repeat(line, 20_000)));
        var small = NodeStateSize.Fit(state);
        Assert.InRange(NodeStateJson.Size(small), NodeStateSize.Most - 5000, NodeStateSize.Most);
        var lines = small.RunningConfig.TrimEnd('\n').Split('\n');
        Assert.All(lines[..^1], kept => Assert.Equal(300, kept.Length));
        Assert.Contains($"! {20_000 - (lines.Length - 1)} more lines are left out", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_too_many_objects_those_with_a_problem_are_shown()
    {
        var state = new NodeState("failed: " + new string('x', 5_000_000), new string('y', 100_000), new string('z', 5_000_000))
        {
            Conditions = [new Condition("Converted", "False", "Refused", new string('c', 100_000), "")],
            Configurations = [.. Enumerable.Range(0, 3000).Select(number => Object($"x{number}", isAccepted: number % 10 != 7))],
        };
        var small = NodeStateSize.Fit(state);
        Assert.InRange(NodeStateJson.Size(small), 1, NodeStateSize.Most);
        Assert.Equal(300, small.Configurations.Count(one => !one.IsAccepted));
        Assert.EndsWith("more characters)", small.LastConversionResult, StringComparison.Ordinal);
    }

    private static ObjectState Object(string name, bool isAccepted) =>
        new("test", name, "", 1, isAccepted, isAccepted, isAccepted ? "Accepted" : "Refused", isAccepted ? "" : new string('m', 5000));
}
