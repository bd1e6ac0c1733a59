namespace FrrK8s.FrrParser.Syntax;

/// <summary>The words of a statement: FRR's reader knows blanks and tabs between them, and no quotes.</summary>
internal static class Words
{
    /// <summary>The text without the blanks around it, and with single blanks between the words; the same object when it is so already.</summary>
    public static string Collapse(string text) =>
        IsCollapsed(text) ? text : string.Join(' ', text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The word that starts at a place, empty at the end.</summary>
    public static ReadOnlySpan<char> At(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        var end = rest.IndexOfAny(' ', '\t');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>The first word, and the rest of the text behind it.</summary>
    public static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> text)
    {
        var word = At(text, 0);
        text = text[word.Length..].TrimStart(Blanks);
        return word;
    }

    /// <summary>True for the characters that separate words; a carriage return that ends no line counts as one.</summary>
    public static bool IsBlank(char character) => character is ' ' or '\t' or '\r';

    private static readonly char[] Blanks = [' ', '\t', '\r'];

    private static bool IsCollapsed(string text)
    {
        var before = ' ';
        foreach (var character in text)
        {
            if (character is '\t' or '\r' || (character == ' ' && before == ' '))
            {
                return false;
            }

            before = character;
        }

        return text.Length == 0 || before != ' ';
    }
}
