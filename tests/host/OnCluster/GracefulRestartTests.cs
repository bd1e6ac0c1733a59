using FrrK8s.Host.Kubernetes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>What the kernel of a neighbor has while the node's bgpd is killed and comes back.</summary>
public sealed class GracefulRestartTests(ClusterStage stage) : ClusterTests(stage)
{
    private const string Prefix = "10.1.0.0/24";
    private const string Prefix6 = "2001:db8:1::/64";

    [LabTheory]
    [InlineData(OwnLink.Node, OwnLink.Neighbor)]
    [InlineData(OwnLink.Node6, OwnLink.Neighbor6)]
    public async Task Routes_stay_at_the_neighbor_until_bgpd_is_back(string node, string neighbor)
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(node);
        await ApplyAsync(tor, neighbor, "enableGracefulRestart: true");
        await tor.UntilToldAsync(node, Prefix, Prefix6);
        await using var watched = WatchedRoutes.Of(Lab.Lab.Tor);
        await Lab.Lab.Node.CrashDaemonAsync("bgpd");
        await tor.UntilAsync(node, "the session is down", session => !OwnLink.IsUp(session));
        await tor.UntilToldAsync(node, Prefix, Prefix6);
        await Lab.Lab.Node.StartDaemonAsync("bgpd", default);
        await tor.UntilUpAsync(node);
        await tor.UntilAsync(node, "the node has told all again", session =>
            session.Child("gracefulRestartInfo")?.Child("endOfRibRecv") is { } told && told.Child("ipv4Unicast")?.GetBoolean() == true && told.Child("ipv6Unicast")?.GetBoolean() == true);
        await tor.UntilToldAsync(node, Prefix, Prefix6);
        Assert.Empty(watched.Withdrawn);
    }

    [LabFact]
    public async Task Routes_go_at_once_from_a_neighbor_without_graceful_restart()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node);
        await ApplyAsync(tor, OwnLink.Neighbor, "enableGracefulRestart: false");
        await tor.UntilToldAsync(OwnLink.Node, Prefix, Prefix6);
        await using var watched = WatchedRoutes.Of(Lab.Lab.Tor);
        await Lab.Lab.Node.CrashDaemonAsync("bgpd");
        await tor.UntilToldAsync(OwnLink.Node);
        await Lab.UntilAsync(_ => Task.FromResult(watched.Withdrawn.Contains(Prefix) && watched.Withdrawn.Contains(Prefix6) ? null : "not all withdrawals are seen"));
        await Lab.Lab.Node.StartDaemonAsync("bgpd", default);
        await tor.UntilToldAsync(OwnLink.Node, Prefix, Prefix6);
    }

    private Task ApplyAsync(OwnLink tor, string neighbor, string restart) => Lab.Objects.ApplyAsync(Object(
        "a", $"prefixes: [{Prefix}, '{Prefix6}'], neighbors: [{tor.At(neighbor, $"{restart}, dualStackAddressFamily: true, {AdvertiseAll}")}]"));
}
