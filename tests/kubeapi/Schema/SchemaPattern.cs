using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace FrrK8s.KubeApi.Schema;

/// <summary>Reads regular expressions as Go does: `$` is the end of the text, also when a line end is the last of it.</summary>
internal static class SchemaPattern
{
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new(StringComparer.Ordinal);

    /// <summary>The expression, made once.</summary>
    public static Regex Compile(string pattern) => Compiled.GetOrAdd(
        pattern, static wanted => new Regex(Translate(wanted), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

    private static string Translate(string pattern)
    {
        var (text, isInClass) = (new StringBuilder(), false);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
                text.Append(i < pattern.Length ? Escaped(pattern[i], isInClass) : @"\");
                continue;
            }

            isInClass = isInClass ? pattern[i] != ']' : pattern[i] == '[';
            text.Append(pattern[i] == '$' && !isInClass ? @"\z" : pattern[i].ToString());
        }

        return text.ToString();
    }

    // To .NET every digit that Unicode knows is one.
    private static string Escaped(char letter, bool isInClass) => letter switch
    {
        'd' => isInClass ? "0-9" : "[0-9]",
        'w' or 'W' or 's' or 'S' or 'D' or 'b' or 'B' or 'p' or 'P' => throw new NotSupportedException($@"the pattern has \{letter}, which this server does not know"),
        _ => $@"\{letter}",
    };
}
