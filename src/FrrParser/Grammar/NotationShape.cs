namespace FrrK8s.FrrParser.Grammar;

/// <summary>
/// The fixed words at the beginning of a command, by their place: enough to see without a parser that a statement is
/// another one, and to which context an unindented statement belongs.
/// </summary>
/// <param name="Words">
/// The words as far as every statement of the command has one at that place: the words allowed there, or null for any word.
/// </param>
/// <param name="Length">How many words every statement of the command has; null where that differs.</param>
internal sealed record NotationShape(IReadOnlyList<string[]?> Words, int? Length)
{
    /// <summary>The shape of a command.</summary>
    public static NotationShape Of(string syntax)
    {
        var words = new List<string[]?>();
        var isWhole = true;
        foreach (var part in syntax.Split(' '))
        {
            if (part.StartsWith('<') && part.EndsWith('>') && !part[1..^1].Any("<>[]{}=".Contains))
            {
                var alternatives = part[1..^1].Split('|');
                words.Add(alternatives.All(IsKeyword) ? alternatives : null);
            }
            else if (part.Any("<>[]{}=|~".Contains) || part.EndsWith("...", StringComparison.Ordinal) || part == "LINE")
            {
                isWhole = false;
                break;
            }
            else
            {
                words.Add(IsKeyword(part) ? [part] : null);
            }
        }

        int? length = isWhole ? words.Count : null;
        while (words is [.., null])
        {
            words.RemoveAt(words.Count - 1);
        }

        return new NotationShape(words, length);
    }

    /// <summary>True when a statement has these words, which then end where the length says.</summary>
    public bool Fits(ReadOnlySpan<char> statement, out int length)
    {
        var rest = statement;
        length = 0;
        for (var at = 0; at < Words.Count; at++)
        {
            var start = statement.Length - rest.Length;
            var word = Syntax.Words.Take(ref rest);
            length = start + word.Length;
            if (word.IsEmpty || (Words[at] is { } allowed && !Has(allowed, word)))
            {
                return false;
            }
        }

        for (var at = Words.Count; at < Length; at++)
        {
            if (Syntax.Words.Take(ref rest).IsEmpty)
            {
                return false;
            }
        }

        length = Length is null ? length : statement.Length;
        return Length is null || rest.IsEmpty;
    }

    /// <summary>
    /// True when a statement may have these words, some of them shortened.
    /// </summary>
    /// <param name="statement">The statement's words.</param>
    /// <param name="whole">How many of the first words are not shortened.</param>
    public bool IsAbbreviatedBy(IReadOnlyList<string> statement, int whole)
    {
        if (statement.Count < Words.Count || statement.Count != (Length ?? statement.Count))
        {
            return false;
        }

        for (var at = 0; at < Words.Count; at++)
        {
            var word = statement[at];
            if (Words[at] is { } allowed
                && !(at < whole ? allowed.Contains(word, StringComparer.Ordinal) : allowed.Any(one => one.StartsWith(word, StringComparison.Ordinal))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Has(string[] allowed, ReadOnlySpan<char> word)
    {
        foreach (var one in allowed)
        {
            if (word.SequenceEqual(one))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsKeyword(string part) => !part.StartsWith('(') && (!char.IsUpper(part[0]) || Argument.ByName(part) is null);
}
