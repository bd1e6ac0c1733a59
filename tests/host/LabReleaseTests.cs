using FrrK8s.Lab;
using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Network;

namespace FrrK8s.HostTests;

/// <summary>The installed FRR and the unpacked one, side by side: two namespaces and a pair of devices.</summary>
public sealed class LabReleaseTests
{
    private const string Left = "10.99.0.1";
    private const string Right = "10.99.0.2";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);

    [LabFact(OnBothReleases = true)]
    public async Task Two_releases_hold_a_session_and_tell_each_other_routes()
    {
        await Leftovers.SweepAsync(CancellationToken.None);
        var name = LabName.Next();
        using var folder = await LabFolder.CreateAsync(name, CancellationToken.None);
        await using var left = await NetworkNamespace.CreateAsync($"{name}-left", CancellationToken.None);
        await using var right = await NetworkNamespace.CreateAsync($"{name}-right", CancellationToken.None);
        await NetworkNamespace.ConnectAsync((left, "peer"), (right, "peer"), CancellationToken.None);
        await left.AddAddressesAsync("peer", [$"{Left}/24"], CancellationToken.None);
        await right.AddAddressesAsync("peer", [$"{Right}/24"], CancellationToken.None);

        await using var installed = await StartAsync(FrrRelease.Installed, left, folder);
        await using var unpacked = await StartAsync(FrrRelease.Unpacked, right, folder);
        await installed.ConfigureAsync(Speaker(64512, Right, 64513, "192.168.8.0/24"), CancellationToken.None);
        await unpacked.ConfigureAsync(Speaker(64513, Left, 64512, "192.168.10.0/24"), CancellationToken.None);

        await ExpectAsync(left, "192.168.10.0/24", Right);
        await ExpectAsync(right, "192.168.8.0/24", Left);
        var session = Assert.Single(await unpacked.Bgp.SessionsAsync(CancellationToken.None));
        Assert.True(session.IsEstablished);
    }

    // Two nodes of one release: the sockets that no option moves must not be one and the same.
    [LabFact(OnBothReleases = true)]
    public async Task Two_unpacked_nodes_do_not_meet_in_the_machines_folders()
    {
        await Leftovers.SweepAsync(CancellationToken.None);
        var name = LabName.Next();
        using var folder = await LabFolder.CreateAsync(name, CancellationToken.None);
        await using var left = await NetworkNamespace.CreateAsync($"{name}-left", CancellationToken.None);
        await using var right = await NetworkNamespace.CreateAsync($"{name}-right", CancellationToken.None);
        await using var one = await StartAsync(FrrRelease.Unpacked, left, folder);
        await using var other = await StartAsync(FrrRelease.Unpacked, right, folder);
        await one.ConfigureAsync(["ip route 192.0.2.0/24 Null0"], CancellationToken.None);
        Assert.Contains("ip route 192.0.2.0/24", await one.RunningConfigAsync(CancellationToken.None), StringComparison.Ordinal);
        Assert.DoesNotContain("ip route", await other.RunningConfigAsync(CancellationToken.None), StringComparison.Ordinal);
    }

    private static async Task<FrrInstance> StartAsync(FrrRelease release, NetworkNamespace place, LabFolder folder)
    {
        var home = await folder.AddAsync(place.Name, forFrr: true);
        return await FrrInstance.StartAsync(release, place, home, release.Daemons, bgpPort: null, CancellationToken.None);
    }

    private static string[] Speaker(uint asNumber, string neighbor, uint remoteAs, string prefix) =>
    [
        $"router bgp {asNumber}",
        "no bgp ebgp-requires-policy",
        "no bgp network import-check",
        $"neighbor {neighbor} remote-as {remoteAs}",
        $"neighbor {neighbor} timers connect 1",
        "address-family ipv4 unicast",
        $"network {prefix}",
    ];

    private static Task ExpectAsync(NetworkNamespace place, string prefix, string gateway) =>
        Wait.UntilAsync(
            async token =>
            {
                var routes = await place.BgpRoutesAsync(token);
                return routes is [var route] && string.Equals($"{route}", $"{prefix} via {gateway}", StringComparison.Ordinal)
                    ? null
                    : $"{prefix} via {gateway} expected in the kernel; there is [{string.Join(", ", routes)}]";
            },
            Deadline,
            CancellationToken.None);
}
