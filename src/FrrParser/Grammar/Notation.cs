using System.Collections.Immutable;
using System.Globalization;
using Sprache;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>
/// The notation that FRR's manual writes commands in, and the parser of statements that a command in it stands for:
/// <c>(0-65535)</c> a number, <c>A.B.C.D</c>, <c>WORD</c> and the other names of <see cref="Argument"/> a word of that kind,
/// <c>LINE</c> the rest of the line, <c>&lt;a|b&gt;</c> one of these, <c>[a]</c> may be missing, <c>{a|b}</c> any of these in any order. Of our own are
/// <c>=</c> before what is the statement's value and not its identity, and behind a word <c>...</c> for one or more and <c>~</c> for a set of one or more.
/// </summary>
internal static class Notation
{
    private static readonly Parser<string> Blanks = Parse.Char(' ').Many().Text();

    private static readonly Parser<string> Name =
        Parse.CharExcept(" []{}<>()|=~").AtLeastOnce().Text();

    private static readonly Parser<Element> Number =
        from open in Parse.Char('(')
        from low in Parse.Number
        from dash in Parse.Char('-')
        from high in Parse.Number
        from close in Parse.Char(')')
        select (Element)new Element.Variable(Argument.Number(ulong.Parse(low), ulong.Parse(high)));

    private static readonly Parser<Element> Word =
        from name in Name
        select name.EndsWith("...", StringComparison.Ordinal)
            ? new Element.Repeated(WordOf(name[..^3]), IsSet: false)
            : WordOf(name);

    private static readonly Parser<Element> Atom =
        from value in Parse.Char('=').Optional()
        from element in Number
            .Or(Group('<', '>', alternatives => new Element.Choice(alternatives)))
            .Or(Group('{', '}', alternatives => new Element.AnyOrder(alternatives)))
            .Or(Group('[', ']', alternatives => new Element.Choice([.. alternatives, []])))
            .Or(Word)
        from many in Parse.String("...").Or(Parse.String("~")).Text().Optional()
        let member = many.IsDefined ? new Element.Repeated(element, IsSet: many.Get() == "~") : element
        select value.IsDefined ? new Element.Value(member) : member;

    private static readonly Parser<ImmutableArray<Element>> Sequence =
        from elements in (from element in Atom from blanks in Blanks select element).AtLeastOnce()
        select elements.ToImmutableArray();

    /// <summary>The words that every statement of a command has, by their place.</summary>
    public static NotationShape ShapeOf(string syntax) => NotationShape.Of(syntax);

    /// <summary>The parser of the statements of a command. They have single blanks between their words, and no <c>no</c>.</summary>
    public static Parser<IEnumerable<Token>> ParserOf(string syntax, bool isNegated, bool isAbbreviated = false) =>
        new NotationCompiler(isNegated, isAbbreviated).Compile(Sequence.End().Parse(syntax));

    private static Parser<Element> Group(char open, char close, Func<ImmutableArray<ImmutableArray<Element>>, Element> make) =>
        from opening in Parse.Char(open)
        from alternatives in Parse.Ref(() => Sequence).DelimitedBy(Parse.Char('|'))
        from closing in Parse.Char(close)
        select make([.. alternatives]);

    private static Element WordOf(string name) =>
        char.IsUpper(name[0]) && Argument.ByName(name) is { } argument
            ? new Element.Variable(argument)
            : new Element.Keyword(name);
}
