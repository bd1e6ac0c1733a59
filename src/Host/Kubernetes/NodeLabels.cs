using System.Text.Json;
using FrrK8s.Host.Sources;
using FrrK8s.Rules;

namespace FrrK8s.Host.Kubernetes;

/// <summary>The labels of this node, and which objects select it by them.</summary>
/// <param name="node">The Node that has them.</param>
/// <param name="labels">They, and those that were said on the command line.</param>
internal sealed class NodeLabels(ManifestDocument node, IReadOnlyDictionary<string, string> labels) : IEquatable<NodeLabels>
{
    /// <summary>The Node that has them.</summary>
    public ManifestDocument Node => node;

    /// <summary>
    /// True when an object with this <c>spec.nodeSelector</c> has to do with this node: it selects it, or cannot be read, which is for every node to say.
    /// </summary>
    public bool Select(ReadOnlySpan<byte> selector)
    {
        if (selector.IsEmpty)
        {
            return true;
        }

        byte[] manifest = [.. "{\"spec\":{\"nodeSelector\":"u8, .. selector, .. "}}"u8];
        using var document = JsonDocument.Parse(manifest);
        return NodeSelector.Read(document.RootElement)?.Matches(labels) ?? true;
    }

    /// <inheritdoc/>
    public bool Equals(NodeLabels? other) => other is not null && Values.Count == other.Values.Count && !Values.Except(other.Values).Any();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NodeLabels);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Count;

    private IReadOnlyDictionary<string, string> Values => labels;
}
