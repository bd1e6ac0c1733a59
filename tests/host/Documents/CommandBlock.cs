namespace FrrK8s.HostTests.Documents;

/// <summary>Commands of a page, and what they print where the page says it.</summary>
internal sealed record CommandBlock(Page Page, Fence Commands, Fence? Output)
{
    private const string Reason = "sh syntax: ";

    /// <summary>How they are tried.</summary>
    public BlockKind Kind { get; } = Commands.Info switch
    {
        "sh" => BlockKind.Run,
        "sh root" => BlockKind.Root,
        "sh cluster" => BlockKind.Cluster,
        [.. var words] when words.StartsWith(Reason, StringComparison.Ordinal) && words.Length > Reason.Length => BlockKind.Syntax,
        _ => throw new InvalidOperationException($"{Page.Name}:{Commands.Line}: `{Commands.Info}` is no kind of commands; `sh`, `sh root`, `sh cluster` and `sh syntax: REASON` are"),
    };

    /// <summary>Where it is.</summary>
    public string Place => $"{Page.Name}:{Commands.Line}";

    /// <summary>Why it is not run; empty when it is.</summary>
    public string WhyNot => Kind == BlockKind.Syntax ? Commands.Info[Reason.Length..] : "";

    /// <summary>The exit codes of those commands that fail, in order, with a blank between.</summary>
    public string Codes => Output is { Info.Length: > 6 } output ? output.Info[7..] : "";
}
