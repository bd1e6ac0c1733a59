using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Network;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>
/// A pair of devices between the node and a router that only one test has, with addresses of both families. The router waits there for the node's call, and
/// says what it has of the node in all families.
/// </summary>
internal sealed class OwnLink
{
    /// <summary>The device, at both ends.</summary>
    public const string Device = "own";

    public const string Node = "10.66.0.1";

    public const string Neighbor = "10.66.0.2";

    public const string Node6 = "2001:db8:66::1";

    public const string Neighbor6 = "2001:db8:66::2";

    private readonly ClusterLab _lab;
    private readonly LabRouter _router;

    private OwnLink(ClusterLab lab, LabRouter router) => (_lab, _router) = (lab, router);

    /// <summary>Joins them until the test is over.</summary>
    public static async Task<OwnLink> JoinAsync(ClusterLab lab, LabRouter router)
    {
        var node = lab.Lab.NodePlace;
        await NetworkNamespace.ConnectAsync((node, Device), (router.Place, Device), default);
        lab.TakeBack(() => node.DeleteLinkAsync(Device, default));
        await node.AddAddressesAsync(Device, [$"{Node}/24", $"{Node6}/64"], default);
        await router.Place.AddAddressesAsync(Device, [$"{Neighbor}/24", $"{Neighbor6}/64"], default);
        return new OwnLink(lab, router);
    }

    /// <summary>Lets the router wait for a call of the node from an address, as a neighbor of both families that is also told more.</summary>
    public async Task AwaitAsync(string node, long asn = 64512, params string[] more)
    {
        string[] lines = [$"remote-as {asn}", "passive", "advertisement-interval 0", .. more];
        await TypeAsync(
            [.. lines.Select(line => $"neighbor {node} {line}"), "address-family ipv6 unicast", $"neighbor {node} activate", "exit-address-family"],
            $"no neighbor {node}");
        await _lab.UntilAwaitedAsync(_router, node);
    }

    /// <summary>Types lines into the router's BGP, which are taken back behind the test.</summary>
    public Task TypeAsync(string[] lines, params string[] undo)
    {
        var open = $"router bgp {_router.AsNumber}";
        return _lab.TypeAsync(_router, [open, .. lines], [open, .. undo]);
    }

    /// <summary>Lets the router originate IPv6 prefixes.</summary>
    public Task OriginateAsync(params string[] prefixes)
    {
        const string family = "address-family ipv6 unicast";
        return TypeAsync([family, .. prefixes.Select(prefix => $"network {prefix}")], [family, .. prefixes.Select(prefix => $"no network {prefix}")]);
    }

    /// <summary>The router in a list of neighbors.</summary>
    public string At(string address, string more) => $"{{address: {address}, asn: {_router.AsNumber}, port: 180, connectTime: 1s, {more}}}";

    /// <summary>Waits until the router has these prefixes from the node's address, and no others, in table and kernel, in both families.</summary>
    public Task UntilToldAsync(string node, params string[] prefixes) => UntilHasAsync(_router.Frr, _router.Place, node, prefixes);

    /// <summary>Waits until the node has these prefixes from the router's address, and no others, in table and kernel, in both families.</summary>
    public Task UntilLearnedAsync(string neighbor, params string[] prefixes) => UntilHasAsync(_lab.Lab.Node, _lab.Lab.NodePlace, neighbor, prefixes);

    /// <summary>Waits until the router says what is right of its session with the node's address; gives what it says.</summary>
    public async Task<JsonElement> UntilAsync(string node, string what, Func<JsonElement, bool> isRight)
    {
        var found = default(JsonElement);
        await _lab.UntilAsync(async _ =>
        {
            found = await SessionAsync(node);
            return found.ValueKind == JsonValueKind.Object && isRight(found) ? null : $"{_router.Name}: not so that {what}: {found}";
        });
        return found;
    }

    /// <summary>Waits until the session is up at the router; gives what it says of it.</summary>
    public Task<JsonElement> UntilUpAsync(string node) => UntilAsync(node, $"the session with {node} is up", IsUp);

    /// <summary>What the router says of its session with the node's address.</summary>
    public async Task<JsonElement> SessionAsync(string node) =>
        (await ClusterLab.BgpAsync(_router.Frr, $"show bgp neighbors {node} json")).Child(node) ?? default;

    /// <summary>The path that the router has to a prefix.</summary>
    public async Task<JsonElement> PathAsync(string prefix)
    {
        var family = prefix.Contains(':', StringComparison.Ordinal) ? "ipv6" : "ipv4";
        return (await ClusterLab.BgpAsync(_router.Frr, $"show bgp {family} unicast {prefix} json")).Child("paths").Items().FirstOrDefault();
    }

    /// <summary>Whether a session is up.</summary>
    public static bool IsUp(JsonElement session) => session.TextOf("bgpState") == "Established";

    private Task UntilHasAsync(FrrInstance frr, NetworkNamespace place, string from, string[] prefixes) => _lab.UntilAsync(async token =>
    {
        var expected = string.Join(' ', prefixes.Order(StringComparer.Ordinal));
        var table = Text([.. await frr.Bgp.LearnedFromAsync(from, token), .. await frr.Bgp6.LearnedFromAsync(from, token)]);
        if (table != expected)
        {
            return $"[{expected}] from {from} expected; BGP table [{table}]";
        }

        var kernel = Text((await place.BgpRoutesAsync(token)).Concat(await place.BgpRoutes6Async(token)).Select(route => route.Prefix));
        return kernel == expected ? null : $"[{expected}] from {from} expected; kernel [{kernel}]";

        static string Text(IEnumerable<string> found) => string.Join(' ', found.Order(StringComparer.Ordinal));
    });
}
