using System.Text;

namespace FrrK8s.FrrParser.Syntax;

/// <summary>
/// Hides the secrets of a configuration text. It looks at statements, not at the word "password" wherever it stands, so
/// everything that is not a secret stays as it is, byte for byte.
/// </summary>
public static class SecretMask
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "***";

    /// <summary>
    /// Parts of words that announce a secret in free text: a log that quotes statements, or a statement that FRR refused
    /// because its keyword is mistyped.
    /// </summary>
    private static readonly string[] Announcers = ["passw", "secret", "authentication-key", "key-string", "md5"];

    /// <summary>The configuration with <see cref="Mask"/> in the place of each secret.</summary>
    public static string MaskConfiguration(string text)
    {
        var masked = new StringBuilder();
        foreach (var line in LineSplitter.Split(text))
        {
            var (hidden, _) = MaskStatement(line.Text);
            masked.Append(line.Indent).Append(hidden).Append(line.LineEnd);
        }

        return masked.ToString();
    }

    /// <summary>The secrets that a configuration holds, each once.</summary>
    public static IReadOnlySet<string> SecretsOf(string text) =>
        LineSplitter.Split(text)
            .Select(line => MaskStatement(line.Text).Secret)
            .Where(secret => secret.Length > 0)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Free text (a message, a log) with secrets hidden: the given ones wherever they stand as a word, and on each line
    /// everything behind a word that looks like announcing one. It rather hides too much than too little.
    /// </summary>
    public static string MaskMessage(string message, IReadOnlySet<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var masked = new StringBuilder();
        foreach (var line in LineSplitter.Split(message))
        {
            var text = HideAnnounced(line.Text);
            foreach (var secret in secrets.OrderByDescending(secret => secret.Length))
            {
                text = HideWord(text, secret);
            }

            masked.Append(line.Indent).Append(text).Append(line.LineEnd);
        }

        return masked.ToString();
    }

    private static (string Text, string Secret) MaskStatement(string statement)
    {
        var (words, starts) = Words(statement);
        foreach (var known in SecretStatement.All)
        {
            if (known.Find(words) is { } found)
            {
                var start = starts[found.Start.Value];
                var last = found.End.Value - 1;
                var end = starts[last] + words[last].Length;
                return (string.Concat(statement.AsSpan(0, start), Mask, statement.AsSpan(end)), statement[start..end]);
            }
        }

        return (statement, "");
    }

    private static (List<string> Words, List<int> Starts) Words(string statement)
    {
        var (words, starts) = (new List<string>(), new List<int>());
        for (var at = 0; at < statement.Length;)
        {
            if (IsBlank(statement[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < statement.Length && !IsBlank(statement[at]))
            {
                at++;
            }

            words.Add(statement[start..at]);
            starts.Add(start);
        }

        return (words, starts);
    }

    private static string HideAnnounced(string line)
    {
        var (words, starts) = Words(line);
        for (var i = 0; i < words.Count - 1; i++)
        {
            if (Announcers.Any(announcer => words[i].Contains(announcer, StringComparison.OrdinalIgnoreCase)))
            {
                return string.Concat(line.AsSpan(0, starts[i + 1]), Mask);
            }
        }

        return line;
    }

    private static string HideWord(string line, string secret)
    {
        var masked = new StringBuilder();
        var from = 0;
        for (var at = line.IndexOf(secret, StringComparison.Ordinal); at >= 0;)
        {
            var end = at + secret.Length;
            var whole = (at == 0 || !IsWordCharacter(line[at - 1])) && (end == line.Length || !IsWordCharacter(line[end]));
            masked.Append(line, from, at - from).Append(whole ? Mask : secret);
            from = end;
            at = line.IndexOf(secret, from, StringComparison.Ordinal);
        }

        return masked.Append(line, from, line.Length - from).ToString();
    }

    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) || character is '_' or '-';

    private static bool IsBlank(char character) => character is ' ' or '\t' or '\r';
}
