namespace FrrK8s.FrrParser.Compare;

/// <summary>The order of a list whose entries do not all do the same. Neighbors that do the same are a run: in it the order means nothing (D-56).</summary>
internal static class ListOrder
{
    /// <summary>The runs of a list, each sorted.</summary>
    public static IReadOnlyList<IReadOnlyList<ListEntry>> Runs(IEnumerable<ListEntry> entries)
    {
        var runs = new List<List<ListEntry>>();
        foreach (var entry in entries)
        {
            if (runs.Count == 0 || runs[^1][0].IsPermit != entry.IsPermit)
            {
                runs.Add([]);
            }

            runs[^1].Add(entry);
        }

        return [.. runs.Select(run => run.OrderBy(entry => entry.Value, StringComparer.Ordinal).ToList())];
    }

    /// <summary>
    /// The intended entries with numbers that keep as many running entries as possible: those that both lists have in the same order
    /// keep the number that runs, the others get their own where it fits between, or one in the gap. Where there is no
    /// gap all get the numbers of the text.
    /// </summary>
    public static IReadOnlyCollection<ListEntry> Number(EntryList intended, EntryList? running)
    {
        var wanted = Runs(intended.Entries);
        var kept = CommonOrder.Of(wanted, Runs(running?.Entries ?? []));
        var ceilings = Ceilings(wanted, kept);
        var numbered = new List<ListEntry>(intended.Count);
        var used = kept.Values.ToHashSet();
        uint floor = 0;
        for (var run = 0; run < wanted.Count; run++)
        {
            var highest = wanted[run].Where(entry => kept.ContainsKey(entry.Value)).Select(entry => kept[entry.Value]).Append(floor).Max();
            foreach (var entry in wanted[run])
            {
                if (!kept.TryGetValue(entry.Value, out var sequence)
                    && !TryPlace(intended.IsNumbered ? entry.Sequence : 0, floor, ceilings[run], highest, used, out sequence))
                {
                    return intended.Entries;
                }

                used.Add(sequence);
                highest = Math.Max(highest, sequence);
                numbered.Add(entry with { Sequence = sequence });
            }

            floor = highest;
        }

        return numbered;
    }

    // The lowest number that some later run keeps.
    private static uint[] Ceilings(IReadOnlyList<IReadOnlyList<ListEntry>> runs, IReadOnlyDictionary<string, uint> kept)
    {
        var ceilings = new uint[runs.Count];
        var lowest = uint.MaxValue;
        for (var run = runs.Count - 1; run >= 0; run--)
        {
            ceilings[run] = lowest;
            lowest = runs[run].Where(entry => kept.ContainsKey(entry.Value)).Select(entry => kept[entry.Value]).Append(lowest).Min();
        }

        return ceilings;
    }

    private static bool TryPlace(uint own, uint floor, uint ceiling, uint highest, HashSet<uint> used, out uint sequence)
    {
        const uint step = 5;
        sequence = own;
        if (own > floor && own < ceiling && !used.Contains(own))
        {
            return true;
        }

        sequence = highest < uint.MaxValue - step && highest + step < ceiling ? highest + step : floor + ((ceiling - floor) / 2);
        while (sequence > floor && used.Contains(sequence))
        {
            sequence--;
        }

        return sequence > floor && sequence < ceiling;
    }
}
