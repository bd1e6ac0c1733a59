namespace FrrK8s.FrrParser.Grammar;

/// <summary>A statement that was read.</summary>
/// <param name="Definition">Which one.</param>
/// <param name="IsNegated">True when <c>no</c> stands before it.</param>
/// <param name="Tokens">Its words in FRR's spelling and order, without the <c>no</c>.</param>
internal sealed record Statement(StatementDefinition Definition, bool IsNegated, Token[] Tokens)
{
    /// <summary>The statement in FRR's spelling, without a <c>no</c>.</summary>
    public string Text { get; } = string.Join(' ', Tokens.Select(token => token.Text));

    /// <summary>What it is about: two statements with one identity cannot both hold.</summary>
    public string Identity { get; } = string.Join(' ', Tokens.Where(token => !token.IsValue).Select(token => token.Text));

    /// <summary>What it says of that.</summary>
    public string Value { get; } = string.Join(' ', Tokens.Where(token => token.IsValue).Select(token => token.Text));

    /// <summary>How many variable words it has.</summary>
    public int Variables => Tokens.Count(token => token.IsVariable);

    /// <summary>The statement once for each of its variable words.</summary>
    public IEnumerable<Statement> Each() =>
        Tokens.Where(token => token.IsVariable)
            .Select(one => this with { Tokens = [.. Tokens.Where(token => !token.IsVariable), one] })
            .Select(one => new Statement(one.Definition, one.IsNegated, one.Tokens));

    /// <summary>A template with this statement's words in it.</summary>
    public string Fill(string template)
    {
        if (!template.Contains('$', StringComparison.Ordinal))
        {
            return template;
        }

        var variables = Tokens.Where(token => token.IsVariable).ToList();
        var words = template.Split(' ').Select(word => word switch
        {
            "$0" => Text,
            "$=" => Value,
            "$1/$2" => InternetPrefix.OfMask(variables[0].Text, variables[1].Text),
            ['$', .. var digits] => int.Parse(digits) <= variables.Count ? variables[int.Parse(digits) - 1].Text : "",
            _ => word,
        });
        return string.Join(' ', words.Where(word => word.Length > 0));
    }
}
