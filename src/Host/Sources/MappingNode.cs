namespace FrrK8s.Host.Sources;

/// <summary>Keys and values. No key stands twice in it.</summary>
internal sealed record MappingNode(int Line, int Column, IReadOnlyList<MappingEntry> Entries) : SourceNode(Line, Column)
{
    /// <summary>The value of a key, or null.</summary>
    public SourceNode? Get(string key)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
            {
                return entry.Value;
            }
        }

        return null;
    }

    /// <summary>The text of a key whose value is a string, or null.</summary>
    public string? GetText(string key) =>
        Get(key) is ScalarNode { Kind: System.Text.Json.JsonValueKind.String } scalar ? scalar.Text : null;
}
