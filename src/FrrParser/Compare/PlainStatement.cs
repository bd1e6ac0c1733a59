using System.Globalization;
using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>
/// The two statements that a configuration can have tens of thousands of, entries of prefix-lists and networks, where they are written
/// as FRR writes them: their meaning is their text, and no parser is needed to see it. Every other spelling is left to the grammar.
/// </summary>
/// <param name="List">The list that it is an entry of; null for a network.</param>
/// <param name="Sequence">The entry's number.</param>
/// <param name="Value">What the entry says.</param>
/// <param name="Definition">The statement's definition.</param>
internal readonly record struct PlainStatement(string? List, uint Sequence, string Value, StatementDefinition Definition)
{
    private static readonly StatementDefinition Network = DefinitionOf("network NETWORK");
    private static readonly StatementDefinition Ipv4Entry = DefinitionOf("ip prefix-list WORD [seq");

    /// <summary>The statement of a line; null when it is another one or is spelled otherwise.</summary>
    public static PlainStatement? Read(SourceLine line)
    {
        var rest = line.Text.AsSpan();
        return line.Path.Kind switch
        {
            ContextKind.AddressFamily when rest.StartsWith("network ") && InternetPrefix.IsPlainIpv4(rest["network ".Length..]) =>
                new PlainStatement(null, 0, "", Network),
            ContextKind.Root when rest.StartsWith("ip prefix-list ") => ReadEntry(line.Text),
            _ => null,
        };
    }

    private static PlainStatement? ReadEntry(string text)
    {
        var rest = text.AsSpan("ip prefix-list ".Length);
        var name = Words.Take(ref rest);
        var hasNumber = Words.Take(ref rest) is "seq";
        var digits = Words.Take(ref rest);
        var value = rest;
        var action = Words.Take(ref rest);
        var prefix = Words.Take(ref rest);
        return hasNumber
            && IsNumber(digits, out var sequence)
            && sequence > 0
            && action is "permit" or "deny"
            && (prefix is "any" ? rest.IsEmpty : InternetPrefix.IsPlainIpv4(prefix))
            && IsRange(rest)
                ? new PlainStatement(text[..("ip prefix-list ".Length + name.Length)], sequence, value.ToString(), Ipv4Entry)
                : null;
    }

    private static bool IsRange(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("ge "))
        {
            Words.Take(ref rest);
            if (!IsLength(Words.Take(ref rest)))
            {
                return false;
            }
        }

        if (rest.StartsWith("le "))
        {
            Words.Take(ref rest);
            if (!IsLength(Words.Take(ref rest)))
            {
                return false;
            }
        }

        return rest.IsEmpty;
    }

    private static bool IsLength(ReadOnlySpan<char> word) => IsNumber(word, out var length) && length <= 32;

    private static bool IsNumber(ReadOnlySpan<char> word, out uint number) =>
        uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (number > 0 ? word[0] != '0' : word.Length == 1);

    private static StatementDefinition DefinitionOf(string start) =>
        Manual.All.Last(definition => definition.Syntax.StartsWith(start, StringComparison.Ordinal));
}
