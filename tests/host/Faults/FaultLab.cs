using System.Diagnostics;
using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Network;

namespace FrrK8s.HostTests.Faults;

/// <summary>A laboratory for faults: the samples of <see cref="Baseline"/>, FRR with its watchdog, and the daemon.</summary>
internal sealed class FaultLab : IAsyncDisposable
{
    /// <summary>How a problem begins that no router sees: the routes are right, and FRR does not run what is wanted.</summary>
    public const string Differs = "FRR differs";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(45);

    // The laboratory is in a hurry: what a node does within ten seconds is to be done in one.
    // Two daemons of one node cannot listen at the same ports.
    private static readonly string[] Hurry =
        ["--drift-interval", "1", "--query-timeout", "1", "--metrics-bind-address", "0", "--health-probe-bind-address", "0"];

    private static readonly Fault AtRest = new("none", _ => Task.CompletedTask);

    private readonly DaemonLog _log = new();
    private readonly DaemonLog _notes = new();
    private readonly List<(string Name, RouteWatch Watch)> _kernels = [];
    private LabDaemonOptions? _options;
    private long _startedAt;
    private string _noted = "";
    private int _states;

    private FaultLab(Laboratory lab) => Lab = lab;

    public Laboratory Lab { get; }

    public FrrWatchdog Watchdog { get; private set; } = null!;

    public LabDaemon Daemon { get; private set; } = null!;

    /// <summary>The folder of manifests.</summary>
    public string Manifests { get; private set; } = "";

    /// <summary>The time stamp of the fault's begin.</summary>
    public long BegunAt { get; private set; }

    /// <summary>What the daemon has said since the fault.</summary>
    public IReadOnlyList<(long At, string Line)> LogOfFault => _log.Since(BegunAt);

    /// <summary>The same, with what was missing meanwhile and what the neighbors' kernels lost.</summary>
    public IReadOnlyList<(long At, string Line)> StoryOfFault =>
        [.. LogOfFault.Concat(_notes.Since(BegunAt).Select(note => (note.At, $"[{note.Line}]"))).Concat(Losses).OrderBy(line => line.At)];

    private IEnumerable<(long At, string Line)> Losses =>
        from kernel in _kernels
        from route in kernel.Watch.Since(0)
        where route.IsDeleted && route.At >= BegunAt
        select (route.At, $"[the kernel of {kernel.Name} lost {route.Prefix}]");

    /// <summary>The same as lines of text, with the seconds since the fault.</summary>
    public IEnumerable<string> StoryText =>
        StoryOfFault.Select(line => $"{(line.At - BegunAt) / (double)Stopwatch.Frequency,7:0.000} s  {line.Line}");

    /// <summary>True when the daemon has been through its manifests since it was started.</summary>
    public bool HasDaemonRead => _log.Since(_startedAt).Any(line => line.Line.Contains("manifests read", StringComparison.Ordinal));

    /// <summary>Sets it up; nothing runs on the node yet.</summary>
    public static async Task<FaultLab> StartAsync(FrrRelease release)
    {
        var lab = new FaultLab(await Laboratory.StartAsync(release, CancellationToken.None));
        try
        {
            lab.Manifests = await lab.Lab.Folder.AddAsync("manifests");
            lab.Watchdog = new FrrWatchdog(lab.Lab.Node);
            foreach (var router in new[] { lab.Lab.Tor, lab.Lab.Edge })
            {
                lab._kernels.Add((router.Name, await RouteWatch.StartAsync(router.Place, CancellationToken.None)));
            }

            foreach (var (name, text) in Baseline.Manifests)
            {
                await lab.WriteAsync(name, text);
            }

            await lab.StartDaemonAsync();

            // Tor has called a node that had no such neighbor yet.
            await Wait.UntilAsync(
                async token => (await lab.Lab.Node.Bgp.SessionsAsync(token)).Count < Baseline.Exchanges.Count ? "the node has no neighbors" : null,
                Deadline,
                CancellationToken.None);
            await lab.Lab.Tor.CallAsync(LabLink.To(Baseline.OtherSession).Node, CancellationToken.None);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The fault begins now.</summary>
    public void Begin()
    {
        BegunAt = Stopwatch.GetTimestamp();
        _noted = "";
    }

    /// <summary>Writes down what is still missing, beside what the daemon says.</summary>
    public void Note(string missing)
    {
        if (!string.Equals(missing, _noted, StringComparison.Ordinal))
        {
            _noted = missing;
            _notes.Add(missing);
        }
    }

    /// <summary>How many routes of BGP the kernels of the neighbors have lost, up to this moment.</summary>
    public async Task<int> RoutesWithdrawnAsync()
    {
        await Task.WhenAll(_kernels.Select(kernel => kernel.Watch.CatchUpAsync(CancellationToken.None)));
        return _kernels.Sum(kernel => kernel.Watch.Since(0).Count(route => route.IsDeleted));
    }

    /// <summary>Takes back what a fault has changed in manifests and daemon, and waits until all is well.</summary>
    public async Task RestAsync()
    {
        Lab.Vtysh.ClearTrap();
        foreach (var path in Directory.GetFiles(Manifests).Where(path => !Baseline.Manifests.ContainsKey(Path.GetFileName(path))))
        {
            File.Delete(path);
        }

        await WriteAsync(Baseline.Manifest, Baseline.Manifests[Baseline.Manifest]);
        if (Daemon.HasExited || _options != new LabDaemonOptions(LabDaemon.Program, Manifests))
        {
            await RestartDaemonAsync();
        }

        await Wait.UntilAsync(token => MissingAsync(AtRest, token), Deadline, CancellationToken.None);
    }

    /// <summary>What is not yet as it is to be in the end.</summary>
    public async Task<string?> MissingAsync(Fault fault, CancellationToken cancellationToken)
    {
        Daemon.ThrowIfExited();
        foreach (var exchange in fault.End)
        {
            if (await exchange.MissingAsync(Lab, cancellationToken) is { } missing)
            {
                return missing;
            }
        }

        return await DriftAsync(fault.Refused, cancellationToken) ?? await fault.AlsoMissingAsync(this);
    }

    /// <summary>Writes a manifest over the old one in place.</summary>
    public Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(Manifests, name), text);

    /// <summary>Starts the daemon; it has another state folder when it is told so.</summary>
    public async Task StartDaemonAsync(Func<LabDaemonOptions, LabDaemonOptions>? with = null)
    {
        var options = new LabDaemonOptions(LabDaemon.Program, Manifests);
        _options = with?.Invoke(options) ?? options;
        _startedAt = Stopwatch.GetTimestamp();
        Daemon = await StartAsync(_options);
    }

    /// <summary>Starts a daemon beside the other one.</summary>
    public async Task<LabDaemon> StartAsync(LabDaemonOptions options) => await LabDaemon.StartAsync(
        Lab, options with { More = [.. options.More, .. await DaemonOptions.KnownAsync(Hurry)], OnLine = _log.Add }, CancellationToken.None);

    /// <summary>The name of the daemon's state folder.</summary>
    public string CurrentState => Path.GetFileName(Daemon.StateFolder);

    /// <summary>The name of a state folder that nobody has used.</summary>
    public string NewState() => $"state-{Interlocked.Increment(ref _states)}";

    /// <summary>Starts the daemon again as it was, or as it is told; what is left of the old one ends.</summary>
    public async Task RestartDaemonAsync(Func<LabDaemonOptions, LabDaemonOptions>? with = null)
    {
        await Daemon.DisposeAsync();
        await StartDaemonAsync(with);
    }

    /// <summary>Waits until the daemon has ended, which is what somebody else does to it.</summary>
    public Task UntilDaemonEndsAsync() => Wait.UntilAsync(
        _ => Task.FromResult(Daemon.HasExited ? null : "the daemon still runs"), Deadline, CancellationToken.None);

    /// <summary>Waits until the daemon has been through its manifests and all is as at rest.</summary>
    public Task UntilReadAsync() => Wait.UntilAsync(
        async token => HasDaemonRead ? await MissingAsync(AtRest, token) : "the daemon has not read its manifests", Deadline, CancellationToken.None);

    /// <summary>Waits until the daemon has said something since the fault.</summary>
    public Task UntilSaidAsync(string words) => Wait.UntilAsync(
        _ => Task.FromResult(LogOfFault.Any(line => line.Line.Contains(words, StringComparison.Ordinal)) ? null : $"the daemon has not said `{words}`"),
        Deadline,
        CancellationToken.None);

    /// <summary>Waits until the neighbors are told this, whatever it takes.</summary>
    public Task UntilToldAsync(IReadOnlyList<Exchange> exchanges) => Wait.UntilAsync(
        async token =>
        {
            foreach (var exchange in exchanges)
            {
                if (await exchange.MissingToldAsync(Lab, token) is { } missing)
                {
                    return missing;
                }
            }

            return null;
        },
        Deadline,
        CancellationToken.None);

    /// <summary>Ends all of FRR and starts it again, without any configuration.</summary>
    public async Task RestartFrrAsync()
    {
        var daemons = Lab.Node.Daemons;
        foreach (var daemon in daemons.Reverse())
        {
            await Lab.Node.StopDaemonAsync(daemon);
        }

        foreach (var daemon in daemons)
        {
            await Lab.Node.StartDaemonAsync(daemon, CancellationToken.None);
        }
    }

    /// <summary>How often each of the node's sessions came up, as the routers count, which outlive the node's FRR.</summary>
    public async Task<IReadOnlyDictionary<string, int>> TimesEstablishedAsync()
    {
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var neighbor in Baseline.Exchanges.Select(exchange => exchange.Neighbor))
        {
            var link = LabLink.To(neighbor);
            var sessions = await Lab.RouterOf(link).Frr.Bgp.SessionsAsync(CancellationToken.None);
            times[neighbor] = sessions.First(session => string.Equals(session.Neighbor, link.Node, StringComparison.Ordinal)).Established;
        }

        return times;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Daemon is not null)
        {
            await Daemon.DisposeAsync();
        }

        if (Watchdog is not null)
        {
            await Watchdog.DisposeAsync();
        }

        foreach (var (_, watch) in _kernels)
        {
            await watch.DisposeAsync();
        }

        await Lab.DisposeAsync();
    }

    // Both sides are had without the daemon: what it was to do is not asked of itself.
    private async Task<string?> DriftAsync(IReadOnlyList<string> refused, CancellationToken cancellationToken)
    {
        var files = Directory.GetFiles(Manifests).Where(path => !refused.Contains(Path.GetFileName(path), StringComparer.Ordinal));
        var (_, intended, problems) = await CommandLine.RunAsync(
        [
            "render", .. files.SelectMany(file => new[] { "-f", file }), "--node-name", LabDaemon.NodeName,
            "--node-labels", LabDaemon.NodeLabels, "--fallback-router-id", "none",
        ]);
        if (intended.Length == 0)
        {
            return $"nothing is rendered: {problems}";
        }

        var running = await Lab.Node.RunningConfigAsync(cancellationToken);
        var differences = Comparison.Of(Document.Parse(intended), Document.Parse(running)).Differences;
        return differences.Count == 0
            ? null
            : $"{Differs}: {string.Join("; ", differences.Select(difference => $"{difference.Kind} {difference.Intended ?? difference.Running}"))}";
    }
}
