namespace FrrK8s.FrrParser.Syntax;

/// <summary>Something odd about a text.</summary>
/// <param name="Id">Its rule in spec/syntax.md.</param>
/// <param name="Line">The number of the line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Message">What, in one line, without secrets.</param>
public sealed record Diagnostic(string Id, int Line, int Column, string Message)
{
    /// <summary>As compilers write it.</summary>
    public override string ToString() => $"({Line},{Column}): {Id}: {Message}";
}
