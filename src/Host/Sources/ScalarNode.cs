using System.Text.Json;

namespace FrrK8s.Host.Sources;

/// <summary>A single value.</summary>
/// <param name="Kind">Null, True, False, Number or String.</param>
/// <param name="Text">The string, or the number as JSON writes it; empty for the other kinds.</param>
internal sealed record ScalarNode(int Line, int Column, JsonValueKind Kind, string Text) : SourceNode(Line, Column)
{
    /// <summary>How the value reads as the key of a mapping: JSON has only strings there.</summary>
    public string AsKey() => Kind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => Text,
    };
}
