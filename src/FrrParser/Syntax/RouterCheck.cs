namespace FrrK8s.FrrParser.Syntax;

/// <summary>Finds routers that are opened again under another AS number, which FRR refuses, with everything that stands in them.</summary>
internal sealed class RouterCheck
{
    private const int AsAt = 2;

    private readonly Dictionary<string, string> _asOf = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a header, told all headers in their order; null when nothing is.</summary>
    public Diagnostic? Check(ConfigurationLine line, int number)
    {
        var header = Words.Collapse(line.Text);
        var words = header.Split(' ');
        if (words.Length <= AsAt || !uint.TryParse(words[AsAt].Replace(".", "", StringComparison.Ordinal), out _))
        {
            return null;
        }

        var instance = string.Join(' ', words[(AsAt + 1)..]);
        return _asOf.TryAdd(instance, words[AsAt]) || _asOf[instance] == words[AsAt]
            ? null
            : new Diagnostic(
                "S-15", number, line.Indent.Length + 1, $"the router has the AS {_asOf[instance]} already: FRR refuses another");
    }
}
