using FrrK8s.KubeApi.Http;

namespace FrrK8s.KubeApi.Selectors;

/// <summary>The `labelSelector` of a request: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`, joined by commas.</summary>
internal sealed class LabelSelector
{
    private readonly List<Func<IReadOnlyDictionary<string, string>, bool>> _terms = [];

    /// <summary>Reads a selector; an empty one takes everything.</summary>
    public LabelSelector(string? text)
    {
        foreach (var term in Split(text ?? "").Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            _terms.Add(Term(term));
        }
    }

    /// <summary>Whether an object is meant.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) => _terms.TrueForAll(term => term(labels));

    private static IEnumerable<string> Split(string text)
    {
        var (depth, from) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[from..i];
                from = i + 1;
            }
        }

        yield return text[from..];
    }

    private static Func<IReadOnlyDictionary<string, string>, bool> Term(string term)
    {
        if (term.EndsWith(')'))
        {
            var open = term.IndexOf('(', StringComparison.Ordinal);
            var words = open < 0 ? [] : term[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [var name, "in" or "notin"])
            {
                var values = term[(open + 1)..^1].Split(',').Select(value => value.Trim()).ToHashSet(StringComparer.Ordinal);
                var isIn = words[1] == "in";
                return labels => labels.TryGetValue(name, out var value) ? values.Contains(value) == isIn : !isIn;
            }
        }

        foreach (var sign in (string[])["!=", "==", "="])
        {
            var at = term.IndexOf(sign, StringComparison.Ordinal);
            if (at > 0)
            {
                var (name, wanted, isEqual) = (term[..at].Trim(), term[(at + sign.Length)..].Trim(), sign != "!=");
                return labels => (labels.TryGetValue(name, out var value) && value == wanted) == isEqual;
            }
        }

        if (term.AsSpan().ContainsAny(" ()"))
        {
            throw ApiFailure.BadRequest($"unable to parse requirement: found `{term}`");
        }

        return term[0] == '!' ? labels => !labels.ContainsKey(term[1..].Trim()) : labels => labels.ContainsKey(term);
    }
}
