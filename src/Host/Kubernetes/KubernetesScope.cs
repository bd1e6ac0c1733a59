using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Kubernetes;

/// <summary>What of the API server's objects is this daemon's business.</summary>
/// <param name="Server">The address, for messages.</param>
/// <param name="Namespace">Whose FRRConfigurations, FRRK8sConfiguration and Secrets count; those of others are never asked for.</param>
/// <param name="Node">The name of this node.</param>
/// <param name="OwnLabels">Labels that were said on the command line; they win.</param>
internal sealed record KubernetesScope(string Server, string Namespace, string Node, IReadOnlyDictionary<string, string> OwnLabels)
{
    /// <summary>The labels that selectors are asked with: those of the Node, and over them those that were said.</summary>
    public NodeLabels LabelsOf(ManifestDocument node)
    {
        var labels = new Dictionary<string, string>(NodeReader.Labels(node, []), StringComparer.Ordinal);
        foreach (var (key, value) in OwnLabels)
        {
            labels[key] = value;
        }

        return new NodeLabels(node, labels);
    }
}
