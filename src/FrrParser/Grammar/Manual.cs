using System.Collections.Frozen;
using FrrK8s.FrrParser.Syntax;
using Sprache;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>All chapters together: which statement a line is.</summary>
internal static class Manual
{
    /// <summary>Every statement, in the order in which FRR is told them.</summary>
    public static readonly StatementDefinition[] All = [.. Chapters.All.Select((definition, rank) => definition with { Rank = rank })];

    private static readonly FrozenDictionary<ContextKind, StatementIndex> ByContext = Enum.GetValues<ContextKind>()
        .Where(context => context != ContextKind.None)
        .ToFrozenDictionary(context => context, context => new StatementIndex(All.Where(definition => definition.In.HasFlag(context))));

    /// <summary>
    /// How many characters at the beginning of a line say that a context has such a statement: every line that begins with the same
    /// words is one, too. 0 when the context has none.
    /// </summary>
    public static int Knows(ContextKind context, string text)
    {
        var statement = Positive(text);
        foreach (var definition in ByContext[context].Of(statement))
        {
            if (definition.Shape.Fits(statement, out var length))
            {
                return text.Length - statement.Length + length;
            }
        }

        return 0;
    }

    /// <summary>The statement that a line with single blanks is in a context; null for one that no grammar knows.</summary>
    public static Statement? Read(ContextKind context, string text)
    {
        var statement = Positive(text);
        var isNegated = statement.Length < text.Length;
        Input? input = null;
        foreach (var definition in ByContext[context].Of(statement))
        {
            if (!definition.Shape.Fits(statement, out _))
            {
                continue;
            }

            input ??= new Input(statement.ToString());
            var result = definition.Parser(isNegated)(input);
            if (result.WasSuccessful)
            {
                return new Statement(definition, isNegated, [.. result.Value]);
            }
        }

        return Abbreviation.Read(context, statement.ToString(), isNegated);
    }

    private static ReadOnlySpan<char> Positive(ReadOnlySpan<char> text) => text.StartsWith("no ") ? text[3..].TrimStart(' ') : text;

}
