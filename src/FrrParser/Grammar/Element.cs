using System.Collections.Immutable;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>A part of a command in the manual's notation.</summary>
internal abstract record Element
{
    /// <summary>A fixed word.</summary>
    public sealed record Keyword(string Word) : Element;

    /// <summary>A word of some kind.</summary>
    public sealed record Variable(Argument Argument) : Element;

    /// <summary>One of several rows of elements; an empty row makes it optional.</summary>
    public sealed record Choice(ImmutableArray<ImmutableArray<Element>> Alternatives) : Element
    {
        /// <summary>True when none of them may stand there, too.</summary>
        public bool IsOptional => Alternatives.Any(alternative => alternative.IsEmpty);
    }

    /// <summary>Any of several rows of elements, each at most once, in any order.</summary>
    public sealed record AnyOrder(ImmutableArray<ImmutableArray<Element>> Parts) : Element;

    /// <summary>One or more of an element; a set has no order and no duplicates.</summary>
    public sealed record Repeated(Element Item, bool IsSet) : Element;

    /// <summary>What the statement says of the thing that it is about.</summary>
    public sealed record Value(Element Item) : Element;
}
