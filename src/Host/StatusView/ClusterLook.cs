using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Sessions;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.StatusView;

/// <summary>
/// Looks at all nodes of a cluster through the API. Of each node just the columns are asked; the whole state only of those with a problem, and only of so
/// many as are shown: three thousand nodes with one mistake say the same three thousand times.
/// </summary>
/// <param name="ns">The namespace of daemons and BGPSessionStates; null for all.</param>
/// <param name="selector">The labels of the daemons' pods.</param>
/// <param name="limit">Of how many nodes with a problem the whole state is asked; 0 for all.</param>
internal sealed class ClusterLook(IApiClient client, ApiTables tables, string? ns, string selector, int limit)
{
    private const int AtOnce = 8;

    /// <summary>What is true now.</summary>
    /// <exception cref="ApiException">The API server does not tell the states of the nodes.</exception>
    public async Task<ClusterView> LookAsync(CancellationToken cancellationToken)
    {
        var stated = tables.ListAsync(ApiResources.FrrNodeStates, null, ApiSelector.All, cancellationToken);
        var connected = TryAsync(() => tables.ListAsync(ApiResources.BgpSessionStates, ns, ApiSelector.All, cancellationToken));
        var running = TryAsync(() => DaemonsAsync(ApiSelector.All, cancellationToken));
        var states = (await stated).ToDictionary(row => Cell(row, "Name"), StringComparer.Ordinal);
        var (sessions, noSessions) = await connected;
        var (daemons, noDaemons) = await running;
        var byNode = (sessions ?? []).ToLookup(row => Cell(row, "Node"), StringComparer.Ordinal);
        var rows = states.Keys
            .Union(daemons?.Keys ?? Enumerable.Empty<string>())
            .Select(node => Row(node, states.GetValueOrDefault(node), byNode[node], daemons))
            .OrderByDescending(row => row.Badness)
            .ThenBy(row => row.Node, StringComparer.Ordinal)
            .ToList();
        var view = new ClusterView(rows)
        {
            Problems =
            [
                .. new[] { noSessions, noDaemons }.OfType<string>(),
                .. rows.Count == 0 ? ["no node has a daemon or a FRRNodeState"] : Array.Empty<string>(),
            ],
        };
        return await WithDetailsAsync(view, cancellationToken);
    }

    /// <summary>What is true of one node.</summary>
    /// <exception cref="ApiException">The API server does not tell its state, or there is none.</exception>
    public async Task<NodeView> LookAsync(string node, CancellationToken cancellationToken)
    {
        var state = await client.GetAsync(ApiResources.FrrNodeStates, null, node, cancellationToken);
        var (sessions, noSessions) = await TryAsync(() => client.ListAsync(ApiResources.BgpSessionStates, ns, SessionState.SelectorOf(node), cancellationToken));
        var (daemons, noDaemons) = await TryAsync(() => DaemonsAsync(new ApiSelector(null, $"spec.nodeName={node}"), cancellationToken));
        var pod = daemons is null ? DaemonPod.Unknown : daemons.GetValueOrDefault(node, DaemonPod.None);
        return new NodeView(node)
        {
            State = NodeStateReader.Read(state),
            HasPrefixes = false,
            Sessions = sessions is null ? null : [.. sessions.Items.Select(Neighbor)],
            Problems =
            [
                .. new[] { noSessions, noDaemons }.OfType<string>(),
                .. pod switch
                {
                    DaemonPod.None => ["no daemon runs there"],
                    DaemonPod.NotReady => ["its daemon is not ready"],
                    _ => Array.Empty<string>(),
                },
            ],
        };
    }

    private static BgpNeighbor Neighbor(System.Text.Json.JsonElement item)
    {
        var state = SessionState.Read(item);
        return new BgpNeighbor(state.Vrf, PeerLabel.Read(state.Peer), state.BgpStatus) { BfdStatus = state.BfdStatus };
    }

    private static NodeRow Row(
        string node,
        IReadOnlyDictionary<string, string>? state,
        IEnumerable<IReadOnlyDictionary<string, string>> sessions,
        Dictionary<string, DaemonPod>? daemons)
    {
        var all = sessions.ToList();
        return new NodeRow(node)
        {
            Daemon = daemons is null ? DaemonPod.Unknown : daemons.GetValueOrDefault(node, DaemonPod.None),
            HasState = state is not null,
            Converted = Cell(state, "Converted"),
            Applied = Cell(state, "Applied"),
            InSync = Cell(state, "InSync"),
            Sessions = all.Count,
            Down = [.. all.Where(row => Cell(row, "BGP") != "Established").Select(row => PeerLabel.Read(Cell(row, "Peer"))).Order(StringComparer.Ordinal)],
        };
    }

    private static string Cell(IReadOnlyDictionary<string, string>? row, string column) => row?.GetValueOrDefault(column) ?? "";

    private async Task<ClusterView> WithDetailsAsync(ClusterView view, CancellationToken cancellationToken)
    {
        var wanted = view.Rows.Where(row => row.NeedsDetails).ToList();
        var asked = limit == 0 ? wanted : wanted.Take(limit).ToList();
        var states = new NodeState?[asked.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, asked.Count, options, async (index, token) =>
        {
            try
            {
                states[index] = NodeStateReader.Read(await client.GetAsync(ApiResources.FrrNodeStates, null, asked[index].Node, token)) with { RunningConfig = "" };
            }
            catch (ApiException gone) when (gone.IsNotFound)
            {
                // Its node went away meanwhile.
            }
        });
        var said = asked.Select((row, index) => (row.Node, State: states[index])).Where(one => one.State is not null).ToList();
        return view with
        {
            NotAsked = wanted.Count - asked.Count,
            Refused =
            [
                .. said
                    .SelectMany(one => one.State!.Configurations.Where(state => !state.IsAccepted).Select(state => (one.Node, State: state)))
                    .GroupBy(one => one.State.Id, StringComparer.Ordinal)
                    .Select(group => new RefusedObject(group.First().State, [.. group.Select(one => one.Node).Order(StringComparer.Ordinal)]))
                    .OrderByDescending(refused => refused.Nodes.Count)
                    .ThenBy(refused => refused.State.Id, StringComparer.Ordinal),
            ],
            Unmet =
            [
                .. said.SelectMany(one => one.State!.Conditions
                    .Where(condition => condition is { Status: not "True" } and not { Type: "Converted", Reason: "Refused" })
                    .Select(condition => (one.Node, condition))),
            ],
        };
    }

    private async Task<Dictionary<string, DaemonPod>> DaemonsAsync(ApiSelector some, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, DaemonPod>(StringComparer.Ordinal);
        await foreach (var page in client.PagesAsync(ApiResources.Pods, ns, some with { Labels = selector }, cancellationToken))
        {
            foreach (var pod in page.Items.Select(item => item.Read()))
            {
                var node = (pod.Child("spec") ?? default).TextOf("nodeName");
                var containers = (pod.Child("status")?.Child("containerStatuses")).Items().ToList();
                var isReady = containers.Count > 0 && containers.All(container => container.Child("ready") is { ValueKind: System.Text.Json.JsonValueKind.True });
                if (node.Length > 0)
                {
                    // While a pod is replaced there are two for a moment.
                    found[node] = isReady || found.GetValueOrDefault(node) == DaemonPod.Ready ? DaemonPod.Ready : DaemonPod.NotReady;
                }
            }
        }

        return found;
    }

    // Who may see the states may not be allowed to see all else.
    private static async Task<(T? Answer, string? Problem)> TryAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return (await ask(), null);
        }
        catch (ApiException refused) when (refused.IsRefusal)
        {
            return (null, refused.Message);
        }
    }
}
