using System.Text;
using System.Text.Json;
using FrrK8s.Rules;

namespace FrrK8s.Host.Sources;

/// <summary>
/// Reads a Secret: <c>data</c> is base64, <c>stringData</c> is text and wins, as the API server does it.
/// No message of this class ever holds a value.
/// </summary>
internal static class SecretReader
{
    /// <summary>The Secret, or null when it is not readable; the problems say why.</summary>
    public static SecretInput? Read(ManifestDocument document, List<SourceProblem> problems)
    {
        var data = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var before = problems.Count;
        foreach (var (key, value) in Entries(document, "data", problems))
        {
            try
            {
                data[key] = Convert.FromBase64String(value);
            }
            catch (FormatException)
            {
                problems.Add(Problem(
                    document, $"data.{key}", "the value is not base64; plain text belongs in `stringData`"));
            }
        }

        foreach (var (key, value) in Entries(document, "stringData", problems))
        {
            data[key] = Encoding.UTF8.GetBytes(value);
        }

        var type = document.Content.TryGetProperty("type", out var found) && found.ValueKind == JsonValueKind.String
            ? found.GetString()!
            : "Opaque";
        return problems.Count > before ? null : new SecretInput(document.Namespace, document.Name, type, data);
    }

    /// <summary>True when two Secrets say the same.</summary>
    public static bool Same(SecretInput one, SecretInput other) =>
        one.Type == other.Type
        && one.Data.Count == other.Data.Count
        && one.Data.All(entry => other.Data.TryGetValue(entry.Key, out var value) && entry.Value.AsSpan().SequenceEqual(value));

    private static List<(string Key, string Value)> Entries(
        ManifestDocument document, string field, List<SourceProblem> problems)
    {
        var entries = new List<(string, string)>();
        if (!document.Content.TryGetProperty(field, out var values) || values.ValueKind == JsonValueKind.Null)
        {
            return entries;
        }

        if (values.ValueKind != JsonValueKind.Object)
        {
            problems.Add(Problem(document, field, "must be a mapping of keys to strings"));
            return entries;
        }

        foreach (var entry in values.EnumerateObject())
        {
            switch (entry.Value.ValueKind)
            {
                case JsonValueKind.String:
                    entries.Add((entry.Name, entry.Value.GetString()!));
                    break;
                case JsonValueKind.Null:
                    entries.Add((entry.Name, ""));
                    break;
                default:
                    problems.Add(Problem(
                        document, $"{field}.{entry.Name}", "the value is not a string; quote it"));
                    break;
            }
        }

        return entries;
    }

    private static SourceProblem Problem(ManifestDocument document, string path, string message) =>
        new(document.PlaceOf(path), $"Secret `{document.Id}`: {path}: {message}");
}
