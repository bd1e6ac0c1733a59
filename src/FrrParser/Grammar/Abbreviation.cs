using FrrK8s.FrrParser.Syntax;
using Sprache;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>
/// Statements with shortened keywords, as FRR's reader takes them: <c>neighbor 10.0.0.1 shut</c>. A text that two statements could be is none.
/// Only what is no statement as it stands is tried, so nothing that FRR itself prints comes here.
/// </summary>
internal static class Abbreviation
{
    /// <summary>The statement that a text, without its <c>no</c>, is short for; null when there is none, or more than one.</summary>
    public static Statement? Read(IEnumerable<StatementDefinition> definitions, string text, bool isNegated, int whole)
    {
        var words = text.Split(' ');
        Statement? found = null;
        foreach (var definition in definitions)
        {
            if (!definition.Shape.IsAbbreviatedBy(words, whole))
            {
                continue;
            }

            var result = definition.Abbreviated(isNegated)(new Input(text));
            if (!result.WasSuccessful)
            {
                continue;
            }

            var statement = new Statement(definition, isNegated, [.. result.Value]);
            if (found is not null && found.Text != statement.Text)
            {
                return null;
            }

            found ??= statement;
        }

        return found;
    }
}
