using FrrK8s.FrrParser.Compare;

namespace FrrK8s.FrrParser.Remediation;

/// <summary>One statement that FRR is told.</summary>
/// <param name="Path">The context that it is told in.</param>
/// <param name="Text">The statement.</param>
internal sealed record Command(ContextPath Path, string Text)
{
    /// <summary>The context that the statement opens: what follows may stand in it.</summary>
    public ContextPath? Opens { get; init; }

    /// <summary>The line of the intended configuration that says so; 0 when none does.</summary>
    public int Line { get; init; }
}
