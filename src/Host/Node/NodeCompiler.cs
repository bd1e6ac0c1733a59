using FrrK8s.Host.Sources;
using FrrK8s.Rules;

namespace FrrK8s.Host.Node;

/// <summary>Puts manifests and settings before the rules. It chooses the node's labels and decides nothing else.</summary>
internal static class NodeCompiler
{
    /// <summary>The label that every kubelet gives its node; per-node objects select by it.</summary>
    public const string HostnameLabel = "kubernetes.io/hostname";

    /// <summary>The configuration of the node that the settings name.</summary>
    /// <param name="refusals">What FRR refused before.</param>
    public static Compilation Compile(ManifestCatalog catalog, NodeSettings settings, IReadOnlyList<FrrRefusal>? refusals = null)
    {
        var problems = catalog.Problems.ToList();
        var input = InputOf(catalog, settings, problems);
        input.RefusedByFrr = refusals ?? [];
        return new Compilation(catalog, Engine.Compile(input), problems, input.LogLevel);
    }

    /// <summary>What the rules are asked. Problems with the choice of the node are added to a list.</summary>
    public static NodeInput InputOf(ManifestCatalog catalog, NodeSettings settings, List<SourceProblem> problems) => new()
    {
        NodeLabels = Labels(catalog, settings, problems),
        Configurations = catalog.Configurations.Select(document => document.Content).ToList(),
        Secrets = catalog.Secrets,
        Policy = settings.Policy,
        AlwaysBlock = settings.AlwaysBlock,
        LogLevel = catalog.LogLevel ?? settings.LogLevel,
        Hostname = settings.Hostname,
        FallbackRouterId = settings.FallbackRouterId,
    };

    private static Dictionary<string, string> Labels(
        ManifestCatalog catalog, NodeSettings settings, List<SourceProblem> problems)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (settings.NodeName.Length > 0)
        {
            labels[HostnameLabel] = settings.NodeName;
        }

        if (Choose(catalog.Nodes, settings.NodeName, problems) is { } node)
        {
            labels = new Dictionary<string, string>(node.Labels, StringComparer.Ordinal);
        }

        foreach (var (name, value) in settings.NodeLabels)
        {
            labels[name] = value;
        }

        return labels;
    }

    private static NodeManifest? Choose(
        IReadOnlyList<NodeManifest> nodes, string nodeName, List<SourceProblem> problems)
    {
        if (nodes.Count == 0)
        {
            return null;
        }

        var names = string.Join(", ", nodes.Select(node => $"`{node.Name}`"));
        if (nodeName.Length > 0)
        {
            var named = nodes.FirstOrDefault(node => node.Name == nodeName);
            if (named is null)
            {
                problems.Add(new SourceProblem(
                    nodes[0].Place, $"no Node of the name `{nodeName}` is among the manifests (found {names})", IsError: false));
            }

            return named;
        }

        if (nodes.Count > 1)
        {
            problems.Add(new SourceProblem(
                nodes[1].Place, $"several Nodes are among the manifests ({names}): say which one with --node-name"));
            return null;
        }

        return nodes[0];
    }
}
