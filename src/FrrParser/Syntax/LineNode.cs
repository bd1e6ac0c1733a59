using System.Text;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>One line that opens no context.</summary>
/// <param name="Line">The line as it was read.</param>
/// <param name="Kind">What FRR's reader does with it.</param>
public sealed record LineNode(ConfigurationLine Line, LineKind Kind) : Node
{
    /// <inheritdoc/>
    public override int LineCount => 1;

    internal override void WriteTo(StringBuilder text) => Line.WriteTo(text);
}
