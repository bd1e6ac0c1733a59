using System.Text;

namespace FrrK8s.HostTests.Documents;

/// <summary>A heading of a page.</summary>
internal sealed record Heading(int Line, string Text)
{
    /// <summary>The part of an address that leads to it, as GitHub makes it: lower case, blanks as hyphens, no other punctuation.</summary>
    public string Anchor
    {
        get
        {
            var anchor = new StringBuilder();
            foreach (var rune in Text.ToLowerInvariant().EnumerateRunes())
            {
                if (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_')
                {
                    anchor.Append(rune);
                }
                else if (rune.Value == ' ')
                {
                    anchor.Append('-');
                }
            }

            return anchor.ToString();
        }
    }
}
