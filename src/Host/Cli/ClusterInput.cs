using System.CommandLine;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;
using FrrK8s.Rules;
using NodeSettings = FrrK8s.Host.Node.NodeSettings;

namespace FrrK8s.Host.Cli;

/// <summary>Takes from the API server what is declared for a node, and what it runs.</summary>
internal sealed class ClusterInput
{
    private const string UsualNamespace = "frr-k8s-system";

    private readonly ClusterOptions _api = new();

    private readonly Option<string?> _node = new("--node")
    {
        HelpName = "NAME",
        Description = "A node of the cluster: its objects, and what it runs, are read through the API.",
    };

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_node);
        _api.AddTo(command);
    }

    /// <summary>The node; null when it is not the cluster that is asked.</summary>
    public string? Node(ParseResult line) => line.GetValue(_node);

    /// <summary>Compiles the objects of the node, and gives what it runs.</summary>
    public async Task<(Compilation Compilation, RunningSide Running)> ReadAsync(
        ParseResult line, string node, NodeSettings settings, CancellationToken cancellationToken)
    {
        var connection = _api.Connect(line);
        using var client = new ApiClient(connection, new ApiClientSettings(), TimeProvider.System);
        var ns = _api.Namespace(line) ?? await FindNamespaceAsync(client, node, _api.Selector(line), cancellationToken);
        var server = connection.BaseAddress.ToString().TrimEnd('/');
        var found = await NodeManifests.ReadAsync(client, server, ns, node, settings.NodeLabels, cancellationToken);
        if (found.State.RunningConfig.Length == 0)
        {
            throw new InputException($"FRRNodeState `{node}` has no status.runningConfig: its daemon has not reported yet");
        }

        return (Compile(found, settings with { NodeName = node }), new RunningSide($"FRRNodeState {node}", new ConfigText(found.State.RunningConfig)));
    }

    // What FRR does not take only the daemon knows.
    private static Compilation Compile(NodeManifests found, NodeSettings settings)
    {
        var catalog = ManifestCatalog.From([found.File]);
        var compilation = NodeCompiler.Compile(catalog, settings);
        var accepted = compilation.Result.Objects
            .Where(report => report.Verdict == Verdict.Accepted)
            .ToDictionary(ProblemText.IdOf, report => report.Generation, StringComparer.Ordinal);
        var refusals = found.State.Configurations
            .Where(one => !one.IsAccepted && accepted.TryGetValue(one.Id, out var generation) && generation == one.Generation)
            .Select(one => new FrrRefusal(one.Id, "spec", one.Message))
            .ToList();
        return refusals.Count == 0 ? compilation : NodeCompiler.Compile(catalog, settings, refusals);
    }

    private static async Task<string> FindNamespaceAsync(ApiClient client, string node, string selector, CancellationToken cancellationToken)
    {
        try
        {
            var pods = await client.ListAsync(ApiResources.Pods, null, new ApiSelector(selector, $"spec.nodeName={node}"), cancellationToken);
            var namespaces = pods.Items.Select(pod => (pod.Child("metadata") ?? default).TextOf("namespace")).Distinct(StringComparer.Ordinal).ToList();
            return namespaces switch
            {
                [] => UsualNamespace,
                [var only] => only,
                _ => throw new UsageException($"--namespace: daemons of several namespaces run on `{node}`; name one of {string.Join(", ", namespaces)}"),
            };
        }
        catch (ApiException refused) when (refused.IsRefusal)
        {
            return UsualNamespace;
        }
    }
}
