using System.Collections.Immutable;
using Sprache;
using Tokens = System.Collections.Immutable.ImmutableStack<FrrK8s.FrrParser.Grammar.Token>;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>
/// Makes the parser of a command. Each element is compiled together with the parser of everything behind it, so that a choice is
/// only taken when the rest of the statement fits too.
/// </summary>
internal sealed class NotationCompiler
{
    private static readonly Parser<Tokens> End = Parse.Return(Tokens.Empty).End();

    private static readonly Parser<string> Word =
        from word in Parse.CharExcept(' ').AtLeastOnce().Text()
        from blank in Parse.Char(' ').Optional()
        select word;

    private static readonly Parser<string> Rest = Parse.AnyChar.AtLeastOnce().Text();

    private readonly bool _isNegated;
    private readonly bool _isAbbreviated;
    private int _position;

    // A part that may come in any order is there or not: it never is there without words.
    private int _parts;

    /// <summary>Behind <c>no</c> the value may be missing, as FRR knows what is there.</summary>
    public NotationCompiler(bool isNegated, bool isAbbreviated) => (_isNegated, _isAbbreviated) = (isNegated, isAbbreviated);

    /// <summary>The parser of a whole statement.</summary>
    public Parser<IEnumerable<Token>> Compile(ImmutableArray<Element> elements) =>
        from tokens in Row(elements, false, End)
        select Ordered(tokens);

    private Parser<Tokens> Row(ImmutableArray<Element> elements, bool isValue, Parser<Tokens> next, bool isChoice = false)
    {
        // The last element is compiled first, as each one needs what follows it; positions must still count upwards.
        var first = _position;
        _position += elements.Sum(Size);
        var after = _position;
        for (var at = elements.Length - 1; at >= 0; at--)
        {
            var start = first + elements.Take(at).Sum(Size);
            next = One(elements[at], start, isValue, false, next, isChoice);
        }

        _position = after;
        return next;
    }

    private Parser<Tokens> One(
        Element element, int position, bool isValue, bool isMember, Parser<Tokens> next, bool isChoice = false)
    {
        switch (element)
        {
            case Element.Keyword keyword:
                return Push(Keyword(keyword.Word), new Token("", position, isChoice, isValue, isMember), next);
            case Element.Variable { Argument.TakesRest: true }:
                return Push(Rest, new Token("", position, true, isValue, isMember), next);
            case Element.Variable variable:
                var read = from word in Word
                           let spelled = variable.Argument.Spell(word)
                           where spelled is not null
                           select spelled;
                return Push(read, new Token("", position, true, isValue, isMember), next);
            case Element.Value value:
                var said = One(value.Item, position, true, isMember, next);
                return _isNegated && _parts == 0 ? said.Or(next) : said;
            case Element.Choice choice:
                return choice.Alternatives
                    .Select(alternative => At(position, alternative, isValue, next, !choice.IsOptional))
                    .Aggregate((first, second) => first.Or(second));
            case Element.AnyOrder parts:
                return AnyOrder(parts.Parts, position, isValue, next);
            case Element.Repeated repeated:
                var again = Parse.Ref(() => One(element, position, isValue, isMember, next));
                return One(repeated.Item, position, isValue, repeated.IsSet, again.Or(next));
            default:
                throw new InvalidOperationException($"an element without a parser: {element}");
        }
    }

    private Parser<Tokens> AnyOrder(
        ImmutableArray<ImmutableArray<Element>> parts, int position, bool isValue, Parser<Tokens> next, int used = 0) =>
        Enumerable.Range(0, parts.Length)
            .Where(part => (used & (1 << part)) == 0)
            .Select(part => Part(
                position + (part * SizeOfPart),
                parts[part],
                isValue,
                Parse.Ref(() => AnyOrder(parts, position, isValue, next, used | (1 << part)))))
            .Append(next)
            .Aggregate((first, second) => first.Or(second));

    private Parser<Tokens> Part(int position, ImmutableArray<Element> elements, bool isValue, Parser<Tokens> next)
    {
        _parts++;
        var parser = At(position, elements, isValue, next);
        _parts--;
        return parser;
    }

    private Parser<Tokens> At(
        int position, ImmutableArray<Element> elements, bool isValue, Parser<Tokens> next, bool isChoice = false)
    {
        var before = _position;
        _position = position;
        var parser = Row(elements, isValue, next, isChoice);
        _position = before;
        return parser;
    }

    private Parser<string> Keyword(string keyword) => _isAbbreviated
        ? from word in Word where keyword.StartsWith(word, StringComparison.Ordinal) select keyword
        : Word.Where(word => word == keyword);

    private static Parser<Tokens> Push(Parser<string> read, Token token, Parser<Tokens> next) =>
        from text in read
        from rest in next
        select rest.Push(token with { Text = text });

    private const int SizeOfPart = 8;

    private static int Size(Element element) => element switch
    {
        Element.Choice choice => choice.Alternatives.Max(alternative => alternative.Sum(Size)),
        Element.AnyOrder parts => parts.Parts.Length * SizeOfPart,
        Element.Repeated repeated => Size(repeated.Item),
        Element.Value value => Size(value.Item),
        _ => 1,
    };

    // D-27: FRR prints the members of a set sorted and once, and parts that may come in any order in an order of its own.
    private static IEnumerable<Token> Ordered(Tokens tokens)
    {
        var members = tokens.Where(token => token.IsMember).DistinctBy(token => token.Text).Order(MemberOrder.Instance).ToList();
        return members.Count == 0
            ? tokens.OrderBy(token => token.Position)
            : tokens.Where(token => !token.IsMember).Concat(members).OrderBy(token => token.Position);
    }
}
