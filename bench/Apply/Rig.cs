using System.Diagnostics;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Network;

namespace FrrK8s.Bench.Apply;

/// <summary>A laboratory whose node is changed in one way or the other, while its neighbors' kernels are watched.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    // What a change takes away, it takes away within this of its end: the neighbor's kernel is a tenth of a second behind.
    private static readonly TimeSpan Aftermath = TimeSpan.FromMilliseconds(300);

    // Between two questions to the bgpd that makes the change meanwhile.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);

    // As FRR writes an uptime.
    private const string Settled = "00:00:05";

    private readonly Laboratory _lab;
    private readonly RouteWatch _tor;
    private readonly RouteWatch _edge;

    private Rig(Laboratory lab, RouteWatch tor, RouteWatch edge)
    {
        (_lab, _tor, _edge) = (lab, tor, edge);
        Ours = new OurWay(lab.Node, Path.Combine(lab.Folder.FullPath, "work"));
        Reference = new ReferenceWay(lab.Node);
    }

    public Laboratory Lab => _lab;

    public OurWay Ours { get; }

    public ReferenceWay Reference { get; }

    /// <summary>A node that runs a site in the reference's numbers, and neighbors that have all of its routes.</summary>
    public static async Task<Rig> StartAsync(Site site, CancellationToken cancellationToken)
    {
        var rig = await StartAsync(cancellationToken);
        try
        {
            await Ticking.DuringAsync($"loading {site.Told.Count():N0} prefixes", rig.LoadAsync(site, cancellationToken));
            await Ticking.DuringAsync("waiting until the sessions are settled", rig.CoalescedAsync(site, cancellationToken));
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>A node that runs nothing.</summary>
    public static async Task<Rig> StartAsync(CancellationToken cancellationToken)
    {
        var lab = await Laboratory.StartAsync(cancellationToken);
        try
        {
            var tor = await RouteWatch.StartAsync(lab.Tor.Place, cancellationToken);
            return new Rig(lab, tor, await RouteWatch.StartAsync(lab.Edge.Place, cancellationToken));
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a site in the reference's numbers to what runs; the two daemons that take long at once.</summary>
    public async Task LoadAsync(Site site, CancellationToken cancellationToken)
    {
        var text = ReferenceText.Of(site.Text());
        await Task.WhenAll(FrrRelease.Installed.Daemons.Select(daemon => Reference.LoadAsync(text, daemon, cancellationToken)));
        await SettledAsync(site, cancellationToken);
    }

    /// <summary>Makes a change, and says how that went once the neighbors' kernels have what the site tells.</summary>
    /// <param name="way">Ends when the change is verified.</param>
    /// <param name="concerned">The prefixes that come or go with the change.</param>
    /// <param name="isThere">Whether FRR has the change; without it, it has when the neighbors' kernels do.</param>
    public async Task<Timing> MeasureAsync(
        string what,
        Func<CancellationToken, Task> way,
        Site after,
        IReadOnlySet<string> concerned,
        Func<CancellationToken, Task<bool>>? isThere,
        CancellationToken cancellationToken)
    {
        var marks = Mark();
        var begin = Stopwatch.GetTimestamp();
        var inFrr = isThere is null ? Task.FromResult(double.NaN) : Task.Run(() => UntilAsync(isThere, begin, cancellationToken), cancellationToken);
        await Ticking.DuringAsync(what, way(cancellationToken));
        var verified = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        var effect = await inFrr;
        await Ticking.DuringAsync($"{what}: waiting for the neighbors", SettledAsync(after, cancellationToken));
        await Task.Delay(Aftermath, cancellationToken);

        var atNeighbor = Since(marks).SelectMany(kernel => kernel).Where(route => concerned.Contains(route.Prefix)).Max(route => route.At);
        var losses = LossesSince(marks, concerned);
        var kernelMs = Stopwatch.GetElapsedTime(begin, atNeighbor).TotalMilliseconds;
        return new Timing(
            double.IsNaN(effect) ? kernelMs : effect,
            verified,
            kernelMs,
            losses.Select(loss => loss.Prefix).Distinct(StringComparer.Ordinal).Count(),
            losses.Select(loss => loss.Ms).DefaultIfEmpty().Max(),
            Runs: 1);
    }

    /// <summary>A place in the records of both kernels.</summary>
    public (int Tor, int Edge) Mark() => (_tor.Mark(), _edge.Mark());

    /// <summary>The routes that a kernel lost since, but for those that were to go.</summary>
    public IReadOnlyList<Loss> LossesSince((int Tor, int Edge) marks, IReadOnlySet<string> concerned) =>
        [.. Since(marks).SelectMany(kernel => Loss.In(kernel.Where(route => !concerned.Contains(route.Prefix))))];

    /// <summary>When a neighbor's kernel first had a route that was added after a mark.</summary>
    public async Task<long> ArrivalAsync(string prefix, (int Tor, int Edge) marks, CancellationToken cancellationToken)
    {
        long? at = null;
        await Wait.UntilAsync(
            _ =>
            {
                var route = _tor.Since(marks.Tor).FirstOrDefault(route => route.Prefix == prefix && !route.IsDeleted);
                at = route.Prefix is null ? null : route.At;
                return Task.FromResult(at is null ? $"{prefix} is not at the neighbor" : null);
            },
            Deadline,
            cancellationToken);
        return at!.Value;
    }

    /// <summary>Waits until each neighbor's kernel has what a site tells it, and nothing else.</summary>
    public Task SettledAsync(Site site, CancellationToken cancellationToken)
    {
        var told = site.Told.ToHashSet(StringComparer.Ordinal);
        HashSet<string> nothing = [];
        var hasEdge = site.Neighbors.Any(neighbor => LabLink.To(neighbor).Router == LabRouter.EdgeName);
        return Wait.UntilAsync(
            _ => Task.FromResult(_tor.Has(told) && _edge.Has(hasEdge ? told : nothing) ? null : "a neighbor has other routes than it is told"),
            Deadline,
            cancellationToken);
    }

    // For a second or two behind the begin of a session FRR collects what it tells, and forgets what is taken away meanwhile: the neighbor would keep that route.
    private Task CoalescedAsync(Site site, CancellationToken cancellationToken) => Wait.UntilAsync(
        async token =>
        {
            var sessions = await _lab.Node.Bgp.SessionsAsync(token);
            return sessions.Count == site.Neighbors.Count && sessions.All(session => session.IsEstablished && string.CompareOrdinal(session.Uptime, Settled) >= 0)
                ? null
                : "a session is too young";
        },
        Deadline,
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Ours.Dispose();
        await _tor.DisposeAsync();
        await _edge.DisposeAsync();
        await _lab.DisposeAsync();
    }

    private IReadOnlyList<RouteEvent>[] Since((int Tor, int Edge) marks) => [_tor.Since(marks.Tor), _edge.Since(marks.Edge)];

    private static async Task<double> UntilAsync(Func<CancellationToken, Task<bool>> isThere, long begin, CancellationToken cancellationToken)
    {
        while (!await isThere(cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(begin) > Deadline)
            {
                throw new TimeoutException("FRR has not got the change");
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
