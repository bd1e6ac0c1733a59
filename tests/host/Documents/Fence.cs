namespace FrrK8s.HostTests.Documents;

/// <summary>A fenced block of a page.</summary>
/// <param name="Line">The number of its first line of text, from 1.</param>
/// <param name="Info">The words behind the opening fence.</param>
/// <param name="Text">Its lines, each with its end.</param>
internal sealed record Fence(int Line, string Info, string Text)
{
    /// <summary>The blanks before each of its lines, which are not part of the text: those of the list that it stands in.</summary>
    public string Indent { get; init; } = "";

    /// <summary>The text as it stands in the page.</summary>
    public string Written => string.Concat(Lines.Select(line => line.Length == 0 ? "\n" : $"{Indent}{line}\n"));

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines => Text.Length == 0 ? [] : Text[..^1].Split('\n');

    /// <summary>Whether it holds commands.</summary>
    public bool IsCommands => Info == "sh" || Info.StartsWith("sh ", StringComparison.Ordinal);

    /// <summary>Whether it says what the commands before it print, and, behind `output`, how those of them that fail end.</summary>
    public bool IsOutput => Info == "output" || Info.StartsWith("output ", StringComparison.Ordinal);
}
