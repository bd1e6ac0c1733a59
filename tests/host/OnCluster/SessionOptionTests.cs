using FrrK8s.Host.Kubernetes;
using FrrK8s.Lab.Network;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>How a session is made and kept, as the neighbor and its kernel see it.</summary>
public sealed class SessionOptionTests(ClusterStage stage) : ClusterTests(stage)
{
    private const string Prefix = "10.1.0.0/24";

    // Of the node, and not of the link.
    private const string Source = "10.67.0.1";

    [LabTheory]
    [InlineData(OwnLink.Node, OwnLink.Neighbor)]
    [InlineData(OwnLink.Node6, OwnLink.Neighbor6)]
    public async Task The_hold_time_is_agreed_upon_and_keepalives_come_as_often_as_they_are_to(string node, string neighbor)
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(node);
        await ApplyAsync(tor.At(neighbor, "holdTime: 100s, keepaliveTime: 1s"));
        var session = await tor.UntilUpAsync(node);
        Assert.Equal(100_000, session.NumberOf("bgpTimerHoldTimeMsecs"));

        // With FRR's own minute between them that would be later than any deadline.
        await tor.UntilAsync(node, "four of them have come", now => now.Child("messageStats")?.NumberOf("keepalivesRecv") >= 4);
    }

    [LabFact]
    public async Task The_node_calls_as_often_as_it_is_to()
    {
        await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        var before = await CounterAsync("snmp", "Tcp", "OutRsts");
        await ApplyAsync($"{{address: {OwnLink.Neighbor}, asn: 64512, port: 181, connectTime: 1s}}");

        // Nobody listens there. FRR's own two minutes would be later than any deadline.
        await Lab.UntilAsync(async _ => await CounterAsync("snmp", "Tcp", "OutRsts") - before is < 4 and var calls ? $"{calls} calls" : null);
    }

    [LabTheory]
    [InlineData(OwnLink.Node, OwnLink.Neighbor)]
    [InlineData(OwnLink.Node6, OwnLink.Neighbor6)]
    public async Task A_session_needs_the_password_of_the_neighbor(string node, string neighbor)
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(node, more: "password right-s3cret");
        var before = await CounterAsync("netstat", "TcpExt", "TCPMD5Failure");
        await ApplyAsync(tor.At(neighbor, "password: wrong-s3cret"));
        await Lab.UntilAsync(async _ => await CounterAsync("netstat", "TcpExt", "TCPMD5Failure") > before ? null : "no call with the wrong password has come");
        Assert.False(OwnLink.IsUp(await tor.SessionAsync(node)));
        await ApplyAsync(tor.At(neighbor, "password: right-s3cret"));
        await tor.UntilUpAsync(node);
    }

    [LabTheory]
    [InlineData(Source)]
    [InlineData("lo")]
    public async Task A_session_comes_from_the_source(string source)
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await AddressAsync(Lab.Lab.NodePlace, "lo", $"{Source}/32");
        await RouteAsync(Lab.Lab.Tor.Place, Source, OwnLink.Node);
        await tor.AwaitAsync(Source);
        await ApplyAsync(tor.At(OwnLink.Neighbor, $"sourceaddress: {source}"));
        Assert.Equal(Source, (await tor.UntilUpAsync(Source)).TextOf("hostForeign"));
    }

    [LabFact]
    public async Task A_neighbor_of_another_AS_may_be_several_hops_away()
    {
        var far = await FarNeighbor.BuildAsync(Lab);
        await ApplyAsync(far.At($"ebgpMultiHop: true, {AdvertiseAll}"));
        await far.UntilToldAsync(Prefix);
        Assert.Equal(1, (await Lab.SessionAsync(FarNeighbor.Address))?.Established);
    }

    [LabFact]
    public async Task An_IPv6_neighbor_of_another_AS_needs_no_address_of_the_link()
    {
        const string loopback = "2001:db8:67::1";
        var edge = await OwnLink.JoinAsync(Lab, Lab.Lab.Edge);
        await AddressAsync(Lab.Lab.Edge.Place, "lo", $"{loopback}/128");
        await RouteAsync(Lab.Lab.NodePlace, loopback, OwnLink.Neighbor6);
        await edge.AwaitAsync(OwnLink.Node6);
        await ApplyAsync(edge.At(loopback, "dualStackAddressFamily: true"));
        Assert.Equal(loopback, (await edge.UntilUpAsync(OwnLink.Node6)).TextOf("hostLocal"));
    }

    [LabFact]
    public async Task A_neighbor_of_another_AS_behind_an_interface_needs_no_address()
    {
        var edge = await OwnLink.JoinAsync(Lab, Lab.Lab.Edge);
        const string own = OwnLink.Device;
        await edge.TypeAsync(
            [$"neighbor {own} interface remote-as 64512", $"neighbor {own} timers connect 1", $"neighbor {own} bfd"], $"no neighbor {own} interface");
        await Lab.Objects.ApplyAsync(WithProfiles(
            "{name: quick, receiveInterval: 100, transmitInterval: 100}",
            $"prefixes: [{Prefix}], neighbors: [{{interface: {own}, asn: 4200000000, connectTime: 1s, bfdProfile: quick, {AdvertiseAll}, {ReceiveAll}}}]"));
        await Lab.UntilStateAsync(own, "Established Up");
        await edge.UntilToldAsync(own, Prefix);
        await edge.UntilLearnedAsync(own, "192.0.2.0/24", "203.0.113.0/24");
    }

    private Task ApplyAsync(string neighbor) => Lab.Objects.ApplyAsync(Object("a", $"prefixes: [{Prefix}], neighbors: [{neighbor}]"));

    private async Task AddressAsync(NetworkNamespace place, string device, string address)
    {
        await place.AddAddressesAsync(device, [address], default);
        Lab.TakeBack(() => Command.RunAsync("ip", ["-n", place.Name, "address", "delete", address, "dev", device]));
    }

    // It goes with the link.
    private static Task<string> RouteAsync(NetworkNamespace place, string to, string via) => Command.RunAsync("ip", ["-n", place.Name, "route", "add", to, "via", via]);

    // What Tor's kernel counts: two lines for each protocol, names and values.
    private async Task<long> CounterAsync(string file, string protocol, string name)
    {
        var lines = (await Command.RunAsync("ip", ["netns", "exec", Lab.Lab.Tor.Place.Name, "cat", $"/proc/net/{file}"])).Split('\n')
            .Where(line => line.StartsWith($"{protocol}: ", StringComparison.Ordinal)).Select(line => line.Split(' ')).ToList();
        return long.Parse(lines[1][Array.IndexOf(lines[0], name)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
