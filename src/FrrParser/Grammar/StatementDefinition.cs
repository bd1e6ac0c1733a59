using FrrK8s.FrrParser.Syntax;
using Sprache;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>
/// One statement of the FRR manual as data. Its place among the others of its chapter is the order in which statements are
/// written. Templates are statements in which <c>$1</c> stands for the first variable word, and so on, <c>$=</c> for the value, <c>$0</c>
/// for the whole statement, and <c>$1/$2</c> for a prefix that is written as an address and a mask.
/// </summary>
/// <param name="Chapter">The chapter of the manual.</param>
/// <param name="In">The contexts that have it.</param>
/// <param name="Syntax">The command in the manual's notation; see <see cref="Notation"/>.</param>
/// <param name="Support">How far it is understood.</param>
internal sealed record StatementDefinition(Chapter Chapter, ContextKind In, string Syntax, Support Support)
{
    private Parser<IEnumerable<Token>>? _parser;
    private Parser<IEnumerable<Token>>? _negated;
    private Parser<IEnumerable<Token>>? _short;
    private Parser<IEnumerable<Token>>? _shortNegated;
    private NotationShape? _shape;

    /// <summary>Where FRR does this unless it is told otherwise, and hides the statement; it then shows <c>no …</c> instead.</summary>
    public Profiles OnByDefault { get; init; }

    /// <summary>The first major release of FRR in which it is on by default; 0 for all.</summary>
    public int OnSince { get; init; }

    /// <summary>True for a statement that FRR takes, and says no more of.</summary>
    public bool IsSilent { get; init; }

    /// <summary>True for a statement of several words that FRR keeps one by one, however many a line has (D-28).</summary>
    public bool IsEach { get; init; }

    /// <summary>Puts the value as FRR corrects it; null when it takes every value as it is.</summary>
    public Func<string, string>? Correct { get; init; }

    /// <summary>The value that FRR hides because it is the one without the statement; null when it hides none.</summary>
    public string? Default { get; init; }

    /// <summary>The value that FRR hides under <c>frr defaults datacenter</c>, where it is another one.</summary>
    public string? DatacenterDefault { get; init; }

    /// <summary>The statements, as templates, that this one is another way to write.</summary>
    public string[] Reads { get; init; } = [];

    /// <summary>The statements, as templates, that FRR adds by itself.</summary>
    public string[] Implies { get; init; } = [];

    /// <summary>The rule of spec/drift.md behind <see cref="Reads"/>, <see cref="Implies"/> or a default.</summary>
    public string Rule { get; init; } = "";

    /// <summary>What its <c>no</c> removes beside it: everything whose statement begins with this template.</summary>
    public string? Takes { get; init; }

    /// <summary>How it is taken back, as a template (D-53).</summary>
    public string Removal { get; init; } = "no $0";

    /// <summary>True when FRR refuses another value as long as the old one stands (D-51).</summary>
    public bool IsFixed { get; init; }

    /// <summary>
    /// Says of a running value and an intended one whether the running one must go first: FRR refuses the change, or keeps words of the
    /// old value that the new one lacks. Null where every change is taken in place.
    /// </summary>
    public Func<string, string, bool>? IsFixedFrom { get; init; }

    /// <summary>The identities, as templates, of the statements that FRR refuses as long as this one stands (D-52).</summary>
    public string[] Excludes { get; init; } = [];

    /// <summary>True when FRR 10 keeps it for the next router that is made where this one was: it is taken back before the router goes.</summary>
    public bool Survives { get; init; }

    /// <summary>True for an entry of a list whose entries are tried in the order of their numbers.</summary>
    public bool IsEntry { get; init; }

    /// <summary>True when <c>router bgp</c> takes the statement too and means its address family IPv4 unicast.</summary>
    public bool IsIpv4UnicastToo { get; init; }

    /// <summary>False for a context that FRR does not show while nothing stands in it.</summary>
    public bool ExistsAlone { get; init; } = true;

    /// <summary>True when a running value must go before the intended one is told.</summary>
    public bool MustGo(string running, string intended) => IsFixed || IsFixedFrom?.Invoke(running, intended) == true;

    /// <summary>Its position in the manual's order; lower is written first.</summary>
    public int Rank { get; init; }

    /// <summary>The words that a statement must have to be this one.</summary>
    public NotationShape Shape => _shape ??= Notation.ShapeOf(Syntax);

    /// <summary>The parser of the statement, or of what stands behind <c>no</c>; made when it is first needed.</summary>
    public Parser<IEnumerable<Token>> Parser(bool isNegated) => isNegated
        ? _negated ??= Notation.ParserOf(Syntax, isNegated: true)
        : _parser ??= Notation.ParserOf(Syntax, isNegated: false);

    /// <summary>The same for statements whose keywords may be shortened.</summary>
    public Parser<IEnumerable<Token>> Abbreviated(bool isNegated) => isNegated
        ? _shortNegated ??= Notation.ParserOf(Syntax, isNegated: true, isAbbreviated: true)
        : _short ??= Notation.ParserOf(Syntax, isNegated: false, isAbbreviated: true);

    /// <summary>Two definitions are equal when they are the same one.</summary>
    public bool Equals(StatementDefinition? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Syntax.GetHashCode(StringComparison.Ordinal);
}
