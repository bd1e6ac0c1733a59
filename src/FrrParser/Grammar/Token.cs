namespace FrrK8s.FrrParser.Grammar;

/// <summary>A word of a statement, in FRR's own spelling.</summary>
/// <param name="Text">The word, or the rest of the line.</param>
/// <param name="Position">Its place in the notation, which is the order in which FRR prints words that may come in any order.</param>
/// <param name="IsVariable">False for a keyword, unless it is one of several that must stand there.</param>
/// <param name="IsValue">True when the statement keeps its identity with another word here.</param>
/// <param name="IsMember">True for a member of a set, which FRR prints sorted.</param>
internal readonly record struct Token(string Text, int Position, bool IsVariable, bool IsValue, bool IsMember);
