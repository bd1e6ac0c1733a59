namespace FrrK8s.FrrParser.Compare;

/// <summary>
/// Compares two lists. Where all entries do the same, the list is a set: numbers and order mean nothing. Where they do not, what counts is the
/// order, not the numbers that make it (D-42, D-43).
/// </summary>
internal static class ListComparison
{
    /// <summary>The differences.</summary>
    public static IEnumerable<Difference> Compare(EntryList? intended, EntryList? running, Owner owner)
    {
        if (intended is null && running!.Unordered.Any(entry => !owner.Owns(running, entry)))
        {
            return [];
        }

        return IsSet(intended, running) ? CompareSets(intended, running) : CompareOrder(intended, running);
    }

    /// <summary>True when the order means nothing on either side.</summary>
    public static bool IsSet(EntryList? intended, EntryList? running) =>
        IsSet(intended, running, permits: true) || IsSet(intended, running, permits: false);

    private static bool IsSet(EntryList? intended, EntryList? running, bool permits) =>
        intended?.IsUniform(permits) != false && running?.IsUniform(permits) != false;

    private static IEnumerable<Difference> CompareSets(EntryList? intended, EntryList? running)
    {
        // A number that another entry keeps would take it away: FRR then finds one, and as it may find one of ours, it finds them all.
        var missing = (intended?.Unordered ?? []).Where(entry => running?.Has(entry.Value) != true).ToList();
        var isTaken = missing.Exists(entry => running?.Has(entry.Sequence) == true);
        foreach (var entry in missing)
        {
            yield return Difference.Missing(intended!.FactOf(isTaken ? entry with { Sequence = 0 } : entry));
        }

        foreach (var entry in running?.Unordered ?? [])
        {
            if (intended?.Has(entry.Value) != true)
            {
                yield return Difference.Surplus(running!.FactOf(entry));
            }
        }
    }

    private static IEnumerable<Difference> CompareOrder(EntryList? intended, EntryList? running) =>
        Order(intended).SequenceEqual(Order(running), StringComparer.Ordinal)
            ? []
            : BySequence(intended, intended is null ? [] : ListOrder.Number(intended, running), running);

    private static IEnumerable<string> Order(EntryList? list) =>
        ListOrder.Runs(list?.Entries ?? []).SelectMany(run => run).Select(entry => entry.Value);

    private static IEnumerable<Difference> BySequence(EntryList? intended, IReadOnlyCollection<ListEntry> wanted, EntryList? running)
    {
        // FRR 8 drops an entry whose twin still stands under another number: what moves goes before it comes.
        var actual = running?.Entries ?? [];
        var values = wanted.Select(entry => entry.Value).ToHashSet(StringComparer.Ordinal);
        var bySequence = actual.ToDictionary(entry => entry.Sequence);
        foreach (var entry in wanted)
        {
            if (!bySequence.TryGetValue(entry.Sequence, out var old))
            {
                yield return Difference.Missing(intended!.FactOf(entry));
            }
            else if (old.Value != entry.Value && values.Contains(old.Value))
            {
                yield return Difference.Missing(intended!.FactOf(entry));
                yield return Difference.Surplus(running!.FactOf(old));
            }
            else if (old.Value != entry.Value)
            {
                yield return Difference.Changed(intended!.FactOf(entry), running!.FactOf(old));
            }
        }

        var kept = wanted.Select(entry => entry.Sequence).ToHashSet();
        foreach (var entry in actual.Where(entry => !kept.Contains(entry.Sequence)))
        {
            yield return Difference.Surplus(running!.FactOf(entry));
        }
    }
}
