using System.Collections.Concurrent;
using FrrK8s.Lab;
using FrrK8s.Lab.Network;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>Each route of BGP that a router's kernel loses from now on, as `ip monitor` says it: a host's route without its length.</summary>
internal sealed class WatchedRoutes : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _withdrawn = new();
    private ChildProcess _monitor = null!;

    private WatchedRoutes()
    {
    }

    /// <summary>The prefixes, in the order in which they went.</summary>
    public IReadOnlyCollection<string> Withdrawn => _withdrawn;

    /// <summary>Begins to watch.</summary>
    public static WatchedRoutes Of(LabRouter router) => In(router.Place);

    /// <summary>Begins to watch the node.</summary>
    public static WatchedRoutes OfNode(Laboratory lab) => In(lab.NodePlace);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _monitor.DisposeAsync();

    private static WatchedRoutes In(NetworkNamespace place)
    {
        var routes = new WatchedRoutes();
        routes._monitor = place.Start("ip monitor", "ip", ["monitor", "route"], routes.OnLine);
        return routes;
    }

    private void OnLine(string line)
    {
        if (line.StartsWith("Deleted ", StringComparison.Ordinal) && line.Contains("proto bgp", StringComparison.Ordinal))
        {
            _withdrawn.Enqueue(line.Split(' ')[1]);
        }
    }
}
