namespace FrrK8s.Host.Cli;

/// <summary>Text of a file that nobody has looked at, as a terminal may be given it.</summary>
internal static class Printable
{
    /// <summary>The text with a <c>?</c> in the place of each control character: none can move the cursor or change colours.</summary>
    public static string Of(string text) =>
        text.Any(IsControl) ? string.Concat(text.Select(character => IsControl(character) ? '?' : character)) : text;

    private static bool IsControl(char character) => character != '\t' && char.IsControl(character);
}
