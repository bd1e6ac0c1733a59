using System.Text.Json;

namespace FrrK8s.Host.Sources;

/// <summary>Reads what node selectors look at in a Node: its labels.</summary>
internal static class NodeReader
{
    /// <summary>The labels; a label that is no string is a problem and is left out.</summary>
    public static IReadOnlyDictionary<string, string> Labels(ManifestDocument document, List<SourceProblem> problems)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!document.Content.TryGetProperty("metadata", out var metadata)
            || metadata.ValueKind != JsonValueKind.Object
            || !metadata.TryGetProperty("labels", out var found)
            || found.ValueKind == JsonValueKind.Null)
        {
            return labels;
        }

        if (found.ValueKind != JsonValueKind.Object)
        {
            Complain("metadata.labels", "must be a mapping of names to strings");
            return labels;
        }

        foreach (var label in found.EnumerateObject())
        {
            if (label.Value.ValueKind == JsonValueKind.String)
            {
                labels[label.Name] = label.Value.GetString()!;
            }
            else
            {
                Complain($"metadata.labels.{label.Name}", "the value is not a string; quote it");
            }
        }

        return labels;

        void Complain(string path, string message) => problems.Add(
            new SourceProblem(document.PlaceOf(path), $"Node `{document.Name}`: {path}: {message}"));
    }
}
