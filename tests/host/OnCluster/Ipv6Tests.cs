using FrrK8s.Host.Kubernetes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>Neighbors with IPv6 addresses, and sessions that carry the prefixes of both families.</summary>
public sealed class Ipv6Tests(ClusterStage stage) : ClusterTests(stage)
{
    private const string Prefix = "10.1.0.0/24";
    private const string Prefix6 = "2001:db8:1::/64";
    private const string Both = $"prefixes: [{Prefix}, '{Prefix6}']";
    private const string DualStack = "dualStackAddressFamily: true";
    private const string Inside = "2001:db8:a::/48";
    private const string Longer = "2001:db8:a:1::/64";
    private const string Outside = "2001:db8:b::/48";
    private static readonly string[] OfTor = ["192.169.1.0/24", "192.169.1.64/26", "198.51.100.0/24"];

    [LabFact]
    public async Task A_neighbor_with_an_IPv6_address_exchanges_IPv6_prefixes_and_no_others()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node6);
        await tor.OriginateAsync(Inside);
        await Lab.Objects.ApplyAsync(Object("a", $"{Both}, neighbors: [{tor.At(OwnLink.Neighbor6, $"{AdvertiseAll}, {ReceiveAll}")}]"));
        await tor.UntilToldAsync(OwnLink.Node6, Prefix6);
        await tor.UntilLearnedAsync(OwnLink.Neighbor6, Inside);
        var families = (await tor.SessionAsync(OwnLink.Node6)).Child("neighborCapabilities")?.Child("multiprotocolExtensions") ?? default;
        Assert.True(families.Child("ipv6Unicast")?.Child("advertisedAndReceived")?.GetBoolean(), $"{families}");
        Assert.True(families.Child("ipv4Unicast")?.Child("advertised")?.GetBoolean(), $"{families}");
    }

    [LabFact]
    public async Task A_session_between_IPv6_addresses_carries_both_families_when_it_is_to()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node6);
        await tor.OriginateAsync(Inside);
        await Lab.Objects.ApplyAsync(Object("a", $"{Both}, neighbors: [{tor.At(OwnLink.Neighbor6, $"{DualStack}, {AdvertiseAll}, {ReceiveAll}")}]"));
        await tor.UntilToldAsync(OwnLink.Node6, Prefix, Prefix6);
        await tor.UntilLearnedAsync(OwnLink.Neighbor6, [.. OfTor, Inside]);
    }

    [LabFact]
    public async Task A_session_between_IPv4_addresses_carries_both_families_when_it_is_to()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node);
        await tor.OriginateAsync(Inside);
        await Lab.Objects.ApplyAsync(Object("a", $"{Both}, neighbors: [{tor.At(OwnLink.Neighbor, $"{DualStack}, {AdvertiseAll}, {ReceiveAll}")}]"));
        await tor.UntilToldAsync(OwnLink.Node, Prefix, Prefix6);
        await tor.UntilLearnedAsync(OwnLink.Neighbor, [.. OfTor, Inside]);
    }

    [LabFact]
    public async Task One_object_brings_the_other_family_to_the_session_of_another_one()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node);
        await Lab.Objects.ApplyAsync(Object("a", $"prefixes: [{Prefix}], neighbors: [{tor.At(OwnLink.Neighbor, AdvertiseAll)}]"));
        await tor.UntilToldAsync(OwnLink.Node, Prefix);
        await Lab.Objects.ApplyAsync(Object("b", $"prefixes: ['{Prefix6}'], neighbors: [{tor.At(OwnLink.Neighbor, $"{DualStack}, {AdvertiseAll}")}]"));
        await tor.UntilToldAsync(OwnLink.Node, Prefix, Prefix6);
    }

    [LabFact]
    public async Task What_the_deprecated_disableMP_says_has_no_effect()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node6);
        await Lab.Objects.ApplyAsync(Object("a", $"{Both}, neighbors: [{tor.At(OwnLink.Neighbor6, $"{DualStack}, disableMP: true, {AdvertiseAll}")}]"));
        await tor.UntilToldAsync(OwnLink.Node6, Prefix, Prefix6);
    }

    [LabFact]
    public async Task A_filter_takes_IPv6_prefixes_by_their_length()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node6);
        await tor.OriginateAsync(Inside, Longer, Outside);
        await ReceiveAsync("le: 128");
        await tor.UntilLearnedAsync(OwnLink.Neighbor6, Inside, Longer);
        await ReceiveAsync("ge: 49, le: 64");
        await tor.UntilLearnedAsync(OwnLink.Neighbor6, Longer);

        Task ReceiveAsync(string lengths) => Lab.Objects.ApplyAsync(Object(
            "filter", $"neighbors: [{tor.At(OwnLink.Neighbor6, $"toReceive: {{allowed: {{prefixes: [{{prefix: '{Inside}', {lengths}}}]}}}}")}]"));
    }

    [LabFact]
    public async Task What_is_always_blocked_of_IPv6_is_not_learned_and_neither_is_what_lies_inside()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node6);
        await tor.OriginateAsync(Inside, Longer, Outside);
        await Lab.RestartDaemonAsync("--always-block", Inside);
        await Lab.Objects.ApplyAsync(Object("a", $"neighbors: [{tor.At(OwnLink.Neighbor6, ReceiveAll)}]"));
        await tor.UntilLearnedAsync(OwnLink.Neighbor6, Outside);
    }
}
