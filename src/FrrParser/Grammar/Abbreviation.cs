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
    public static Statement? Read(ContextKind context, string text, bool isNegated)
    {
        var words = text.Split(' ');
        var whole = WholeWords(context);
        Statement? found = null;
        foreach (var definition in Manual.All)
        {
            if (!definition.In.HasFlag(context) || !definition.Shape.IsAbbreviatedBy(words, whole))
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

    // The words that say what a statement is about are written out: by them it is compared with others about the same.
    private static int WholeWords(ContextKind context) => context switch
    {
        ContextKind.Root or ContextKind.Vrf => 2,
        ContextKind.RouterBgp or ContextKind.AddressFamily => 1,
        _ => 0,
    };
}
