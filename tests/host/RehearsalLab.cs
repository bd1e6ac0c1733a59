using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Frr;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Network;

namespace FrrK8s.HostTests;

/// <summary>A live FRR with two addresses, and a rehearsal before it, of one release.</summary>
internal sealed class RehearsalLab : IAsyncDisposable
{
    private readonly LabFolder _folder;
    private readonly NetworkNamespace _place;
    private readonly NetworkNamespace _peer;
    private readonly FrrInstance _frr;
    private readonly FrrSettings _settings;

    private RehearsalLab(LabFolder folder, NetworkNamespace place, NetworkNamespace peer, FrrInstance frr, FrrSettings settings) =>
        (_folder, _place, _peer, _frr, _settings) = (folder, place, peer, frr, settings);

    /// <summary>Starts it; a BGP port of 0 does not listen.</summary>
    public static async Task<RehearsalLab> StartAsync(FrrRelease release, int? bgpPort)
    {
        await Leftovers.SweepAsync(CancellationToken.None);
        var name = LabName.Next();
        var folder = await LabFolder.CreateAsync(name, CancellationToken.None);
        var place = await NetworkNamespace.CreateAsync($"{name}-node", CancellationToken.None);
        var peer = await NetworkNamespace.CreateAsync($"{name}-peer", CancellationToken.None);
        await NetworkNamespace.ConnectAsync((place, "peer"), (peer, "peer"), CancellationToken.None);
        await place.AddAddressesAsync("peer", ["10.99.0.1/24", "fd00:99::1/64"], CancellationToken.None);
        var home = await folder.AddAsync("frr", forFrr: true);
        string[] daemons = [.. release.Daemons.Where(daemon => daemon is "mgmtd" or "zebra" or "bfdd" or "bgpd")];
        var frr = await FrrInstance.StartAsync(release, place, home, daemons, bgpPort, CancellationToken.None);
        var settings = new FrrSettings
        {
            VtySocket = home,
            WorkDir = Path.Combine(folder.FullPath, "work"),
            DaemonDir = release.DaemonFolder("bgpd", await folder.AddAsync("daemons")),
            RehearsalDeadline = TimeSpan.FromSeconds(30),
        };
        return new RehearsalLab(folder, place, peer, frr, settings);
    }

    /// <summary>What the rehearsal says; each has a memory of its own.</summary>
    public Task<RehearsalResult> RehearseAsync(string text, Document? running = null)
    {
        var rehearsal = new Rehearsal(
            _settings, new VtyClient(_settings, TimeProvider.System), new ProcessRunner(TimeProvider.System), TimeProvider.System);
        return rehearsal.RehearseAsync(Document.Parse(text), running, CancellationToken.None);
    }

    /// <summary>The numbers of the lines that the live FRR refuses.</summary>
    public async Task<IReadOnlyList<int>> RefusedByLiveAsync(string text)
    {
        var file = Path.Combine(_folder.FullPath, "live.conf");
        await File.WriteAllTextAsync(file, text);
        var told = await _frr.TryVtyshAsync(["-f", file], CancellationToken.None);
        var refused = FrrOutput.RefusedLines(
            new ProcessResult(told.ExitCode, told.Output, told.Error, ""), new ConfigText(text), numbered: true);
        return [.. refused.Select(line => line.Number)];
    }

    /// <summary>Waits until FRR knows an address: an IPv6 one is nobody's while the kernel looks for its double.</summary>
    public Task ExpectAddressAsync(string address) => Wait.UntilAsync(
        async token => (await _frr.AskAsync("zebra", "show interface vrf all json", token)).Text.Contains($"\"{address}/", StringComparison.Ordinal)
            ? null
            : $"zebra does not know {address}",
        TimeSpan.FromSeconds(20),
        CancellationToken.None);

    /// <summary>What runs.</summary>
    public Task<string> RunningAsync() => _frr.RunningConfigAsync(CancellationToken.None);

    /// <summary>A configuration with all that the product writes, in the shape in which it writes it.</summary>
    public static string Good(int neighbors, int prefixes)
    {
        var names = Enumerable.Range(1, neighbors).Select(i => $"192.0.2.{i}").ToList();
        var ranges = Enumerable.Range(0, prefixes).Select(i => $"10.{i / 256}.{i % 256}.0/24").ToList();
        string[] lines =
        [
            "frr defaults traditional",
            "router bgp 65001",
            " bgp router-id 192.0.2.254",
            " no bgp ebgp-requires-policy",
            " no bgp default ipv4-unicast",
            " bgp graceful-restart",
            " neighbor eth0 interface remote-as external",
            .. names.SelectMany(name => Session(name)),
            " address-family ipv4 unicast",
            .. names.SelectMany(name => new[] { $"  neighbor {name} activate", $"  neighbor {name} route-map {name}-in in", $"  neighbor {name} route-map {name}-out out" }),
            .. ranges.Select(range => $"  network {range}"),
            "  import vrf red",
            " exit-address-family",
            " address-family l2vpn evpn",
            "  advertise-all-vni",
            "  vni 100",
            "   rd 65001:100",
            "   route-target import 65001:100",
            "  exit-vni",
            " exit-address-family",
            "exit",
            "router bgp 65001 vrf red",
            " neighbor 192.0.2.1 remote-as internal",
            " address-family ipv4 unicast",
            "  redistribute connected",
            " exit-address-family",
            "exit",
            .. names.SelectMany(name => Policy(name, ranges)),
            "bfd",
            " profile a",
            "  receive-interval 100",
            " exit",
            "exit",
        ];
        return string.Join('\n', lines) + "\n";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _frr.DisposeAsync();
        await _peer.DisposeAsync();
        await _place.DisposeAsync();
        _folder.Dispose();
    }

    private static string[] Session(string name) =>
    [
        $" neighbor {name} remote-as 65002",
        $" neighbor {name} ebgp-multihop",
        $" neighbor {name} password s3cret",
        $" neighbor {name} update-source 192.0.2.254",
        $" neighbor {name} port 1179",
        $" neighbor {name} timers 30 90",
        $" neighbor {name} timers connect 5",
        $" neighbor {name} local-as 65003 no-prepend replace-as",
        $" neighbor {name} bfd",
        $" neighbor {name} bfd profile a",
        $" neighbor {name} graceful-restart-disable",
    ];

    private static string[] Policy(string name, IReadOnlyList<string> ranges) =>
    [
        .. ranges.Select((range, i) => $"ip prefix-list {name}-pl seq {i + 1} permit {range}"),
        $"route-map {name}-out permit 1", $" match ip address prefix-list {name}-pl", " on-match next", " set community 65002:1 additive", "exit",
        $"route-map {name}-out permit 2", $" match ip address prefix-list {name}-pl", " on-match next", " set local-preference 200", "exit",
        $"route-map {name}-in permit 3", " match ip address prefix-list any", " set large-community 1:2:3 additive", "exit",
    ];
}
