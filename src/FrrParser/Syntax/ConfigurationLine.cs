using System.Text;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>One line of a configuration text, split without loss: indent, text and line end give the line back.</summary>
/// <param name="Indent">The blanks and tabs before the text, and a byte order mark before those.</param>
/// <param name="Text">What FRR reads, without indent and line end; trailing blanks stay in it.</param>
/// <param name="LineEnd"><c>\n</c>, <c>\r\n</c>, or empty on the last line of a text that ends without one.</param>
public readonly record struct ConfigurationLine(string Indent, string Text, string LineEnd)
{
    /// <summary>The line as it was read.</summary>
    public override string ToString() => string.Concat(Indent, Text, LineEnd);

    internal void WriteTo(StringBuilder text) => text.Append(Indent).Append(Text).Append(LineEnd);
}
