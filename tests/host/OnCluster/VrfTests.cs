using FrrK8s.HostTests.KubeApi;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>Routes that go from one VRF into another, as the neighbors of the other one have them.</summary>
public sealed class VrfTests(ClusterStage stage) : ClusterTests(stage)
{
    private const string Red = "red";

    [LabFact(WithVrf = true)]
    public async Task A_neighbor_is_told_what_the_default_VRF_imports()
    {
        await AddRedAsync();
        await ApplyAsync(
            $"vrf: {Red}, prefixes: [10.1.0.0/24, 10.1.1.0/24]",
            $"imports: [{{vrf: {Red}}}], neighbors: [{Neighbor(Tor, Advertise("10.1.0.0/24"))}]");
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
    }

    [LabFact(WithVrf = true)]
    public async Task A_neighbor_in_a_VRF_is_told_what_it_imports_from_the_default_one()
    {
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await AddRedAsync();
        await IpAsync("link", "set", OwnLink.Device, "master", Red);
        await tor.AwaitAsync(OwnLink.Node);
        await ApplyAsync("prefixes: [10.1.0.0/24]", $"vrf: {Red}, imports: [{{vrf: default}}], neighbors: [{tor.At(OwnLink.Neighbor, AdvertiseAll)}]");
        await tor.UntilToldAsync(OwnLink.Node, "10.1.0.0/24");
    }

    private Task ApplyAsync(string one, string other) => Lab.Objects.ApplyAsync($$"""
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRConfiguration
        metadata: {name: a, namespace: {{ApiServerUnderTest.Namespace}}}
        spec: {bgp: {routers: [{asn: 64512, {{one}} }, {asn: 64512, {{other}} }]} }
        """);

    private async Task AddRedAsync()
    {
        await IpAsync("link", "add", Red, "type", "vrf", "table", "1001");
        Lab.TakeBack(() => IpAsync("link", "delete", Red));
        await IpAsync("link", "set", Red, "up");
    }

    private Task<string> IpAsync(params string[] words) => Command.RunAsync("ip", ["-n", Lab.Lab.NodePlace.Name, .. words]);
}
