using System.Collections.Frozen;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>
/// The statements of a context by their first word and the next keyword: nearly always few are left. They come in the manual's order,
/// those that ask for more before those that ask for less.
/// </summary>
internal sealed class StatementIndex
{
    private static readonly StatementDefinition[] Nothing = [];

    private readonly FrozenDictionary<string, Bucket>.AlternateLookup<ReadOnlySpan<char>> _byWord;

    public StatementIndex(IEnumerable<StatementDefinition> definitions) => _byWord = definitions
        .SelectMany(definition => definition.Shape.Words[0]!, (definition, word) => (definition, word))
        .GroupBy(entry => entry.word, entry => entry.definition, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => new Bucket([.. group]), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The statements that this text may be.</summary>
    public ReadOnlySpan<StatementDefinition> Of(ReadOnlySpan<char> statement) =>
        _byWord.TryGetValue(Words.Take(ref statement), out var bucket) ? bucket.Of(statement) : Nothing;

    /// <summary>The statements of one first word.</summary>
    private sealed class Bucket
    {
        // By the second word, or by the third where the second is variable, as in `neighbor PEER timers`.
        private readonly FrozenDictionary<string, StatementDefinition[]>.AlternateLookup<ReadOnlySpan<char>> _byNext;
        private readonly FrozenDictionary<string, StatementDefinition[]>.AlternateLookup<ReadOnlySpan<char>> _byLater;
        private readonly StatementDefinition[] _others;

        public Bucket(StatementDefinition[] definitions)
        {
            _others = [.. definitions.Where(definition => Keywords(definition, 1) is null && Keywords(definition, 2) is null)];
            _byNext = By(definitions, 1, definition => Keywords(definition, 1));
            _byLater = By(definitions, 2, definition => Keywords(definition, 1) is null ? Keywords(definition, 2) : null);
        }

        public ReadOnlySpan<StatementDefinition> Of(ReadOnlySpan<char> rest)
        {
            if (_byNext.TryGetValue(Words.Take(ref rest), out var byNext))
            {
                return byNext;
            }

            return _byLater.TryGetValue(Words.Take(ref rest), out var byLater) ? byLater : _others;
        }

        private static FrozenDictionary<string, StatementDefinition[]>.AlternateLookup<ReadOnlySpan<char>> By(
            StatementDefinition[] definitions, int place, Func<StatementDefinition, string[]?> keywords) =>
            definitions
                .SelectMany(definition => keywords(definition) ?? [])
                .Distinct(StringComparer.Ordinal)
                .ToFrozenDictionary(
                    word => word,
                    word => definitions.Where(definition => IsPossible(definition, place, word)).ToArray(),
                    StringComparer.Ordinal)
                .GetAlternateLookup<ReadOnlySpan<char>>();

        // A variable word may look like a keyword: those statements stay possible.
        private static bool IsPossible(StatementDefinition definition, int place, string word) =>
            Keywords(definition, place) is not { } keywords || keywords.Contains(word, StringComparer.Ordinal);

        private static string[]? Keywords(StatementDefinition definition, int place) =>
            definition.Shape.Words.ElementAtOrDefault(place);
    }
}
