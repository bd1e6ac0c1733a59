namespace FrrK8s.FrrParser.Grammar;

/// <summary>Values that FRR writes shorter than they may be told, and changes of values that it does not take in place.</summary>
internal static class Values
{
    /// <summary>A value without a word at its end that says what holds anyway.</summary>
    public static Func<string, string> Without(string word) => value =>
        value == word ? "" : value.EndsWith(" " + word, StringComparison.Ordinal) ? value[..^(word.Length + 1)] : value;

    /// <summary>A value that FRR takes and forgets.</summary>
    public static string Nothing(string value) => "";

    /// <summary>
    /// The figures of route flap dampening. Without figures they are 15 minutes, 750, 2000 and four times the first; FRR writes only the first when the others are
    /// those, and nothing when it is 15, too.
    /// </summary>
    public static string Dampening(string value)
    {
        var words = value.Split(' ');
        var half = int.TryParse(words[0], out var minutes) ? minutes : 15;
        return words.Length == 4 && (words[1], words[2], words[3]) != ("750", "2000", $"{half * 4}") ? value
            : half == 15 ? ""
            : $"{half}";
    }

    /// <summary>A limit of prefixes; FRR warns at 75 percent anyway.</summary>
    public static string MaximumPrefix(string value)
    {
        var words = value.Split(' ');
        return words.Length > 1 && words[1] == "75" ? string.Join(' ', [words[0], .. words[2..]]) : value;
    }

    /// <summary>True when a value has one of these words, and the value that takes its place has not: FRR keeps the word.</summary>
    public static Func<string, string, bool> Keeps(params string[] words) => (running, intended) =>
        words.Any(word => Has(running, word) && !Has(intended, word));

    /// <summary>True when one of two values has this word.</summary>
    public static Func<string, string, bool> Refuses(string word) => (running, intended) => Has(running, word) || Has(intended, word);

    private static bool Has(string value, string word) => value.Split(' ').Contains(word, StringComparer.Ordinal);
}
