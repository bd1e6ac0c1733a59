using System.Text.Json;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Sessions;
using FrrK8s.Host.Sources;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.StatusView;

/// <summary>
/// Looks at the node that this program runs on: asks FRR's daemons over their sockets, reads what the daemon wrote last, and asks it whether it is well. None
/// of the three needs another, so that each is still told when the others are away.
/// </summary>
/// <param name="vty">FRR's daemons.</param>
/// <param name="stateDir">Where the daemon writes its FRRNodeState.</param>
/// <param name="node">The name of the node; empty to take the only state that is there.</param>
/// <param name="health">The daemon's own word.</param>
internal sealed class NodeLook(VtyClient vty, string stateDir, string node, DaemonHealth health)
{
    private const string Prefix = "frrnodestate-";
    private const string Suffix = ".yaml";

    /// <summary>What is true now. Throws <see cref="InputException"/> when neither FRR nor the daemon can tell anything.</summary>
    public async Task<NodeView> LookAsync(CancellationToken cancellationToken)
    {
        var asked = AskFrrAsync(cancellationToken);
        var wellness = health.ProblemsAsync(cancellationToken);
        var (state, name, missing) = await ReadStateAsync(cancellationToken);
        var (sessions, daemons, silent) = await asked;
        if (state is null && sessions is null && daemons.Count == 0)
        {
            throw new InputException($"{string.Join("; ", silent)}; {missing}");
        }

        return new NodeView(name)
        {
            State = state,
            Sessions = sessions,
            FrrDaemons = daemons,
            Problems = [.. silent, .. missing is null ? [] : new[] { missing }, .. await wellness],
        };
    }

    private async Task<(IReadOnlyList<BgpNeighbor>? Sessions, IReadOnlyList<string> Daemons, IReadOnlyList<string> Problems)> AskFrrAsync(
        CancellationToken cancellationToken)
    {
        var all = vty.Daemons();
        var asked = await Task.WhenAll(all.Select(daemon => AskAsync(daemon, "show version", _ => true, cancellationToken)));
        var problems = asked.Select(answer => answer.Problem).OfType<string>().ToList();
        var alive = all.Where((_, index) => asked[index].Problem is null).ToList();
        foreach (var needed in FrrLists.Needed.Where(daemon => !all.Contains(daemon)))
        {
            problems.Add($"{needed} is not running");
        }

        if (!alive.Contains(FrrLists.Bgpd))
        {
            return (null, alive, problems);
        }

        var (sessions, problem) = await AskAsync(FrrLists.Bgpd, BgpAnswer.Question, BgpAnswer.Read, cancellationToken);
        return (sessions, alive, problem is null ? problems : [.. problems, problem]);
    }

    private async Task<(T? Answer, string? Problem)> AskAsync<T>(
        string daemon, string question, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return (await vty.AskAsync(daemon, question, read, cancellationToken), null);
        }
        catch (VtyException problem)
        {
            return (default, problem.IsGone ? $"{daemon} is not running" : problem.Message);
        }
        catch (JsonException)
        {
            return (default, $"{daemon} answered what is no JSON");
        }
    }

    private async Task<(NodeState? State, string Node, string? Missing)> ReadStateAsync(CancellationToken cancellationToken)
    {
        var path = FindState();
        if (path is null)
        {
            return (null, node, $"the daemon has written no state into `{stateDir}`");
        }

        var name = Path.GetFileName(path)[Prefix.Length..^Suffix.Length];
        try
        {
            var file = ManifestReader.Read(path, await File.ReadAllTextAsync(path, cancellationToken));
            var state = file.Documents.FirstOrDefault(document => document.Kind == "FRRNodeState");
            return state is null ? (null, name, $"`{path}` holds no FRRNodeState") : (NodeStateReader.Read(state.Content), name, null);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, name, $"the state of the daemon cannot be read: {problem.Message}");
        }
    }

    private string? FindState()
    {
        if (node.Length > 0)
        {
            var path = Path.Combine(stateDir, $"{Prefix}{node}{Suffix}");
            return File.Exists(path) ? path : null;
        }

        try
        {
            return Directory.GetFiles(stateDir, $"{Prefix}*{Suffix}") switch
            {
                [] => null,
                [var only] => only,
                var several => throw new InputException(
                    $"`{stateDir}` holds the states of {several.Length} nodes; say which one with --node-name: "
                    + string.Join(", ", several.Select(path => Path.GetFileName(path)[Prefix.Length..^Suffix.Length]).Order(StringComparer.Ordinal))),
            };
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
