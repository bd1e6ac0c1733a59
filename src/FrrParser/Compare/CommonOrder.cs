namespace FrrK8s.FrrParser.Compare;

/// <summary>
/// The entries that two lists have in the same order of runs. An entry stands once in a list, so the longest common order is a
/// longest row of running runs that never goes down: n log n.
/// </summary>
internal static class CommonOrder
{
    /// <summary>The entries that stay as they are, with the numbers that they have in the running list.</summary>
    public static IReadOnlyDictionary<string, uint> Of(
        IReadOnlyList<IReadOnlyList<ListEntry>> intended, IReadOnlyList<IReadOnlyList<ListEntry>> running)
    {
        var places = running
            .SelectMany((run, at) => run.Select(entry => (entry, at)))
            .ToDictionary(pair => pair.entry.Value, pair => (pair.entry.Sequence, Run: pair.at), StringComparer.Ordinal);

        // Inside an intended run the order is free: the lowest running run first keeps most.
        var row = intended
            .SelectMany(run => run.Where(entry => places.ContainsKey(entry.Value)).OrderBy(entry => places[entry.Value].Run))
            .Where(entry => places.ContainsKey(entry.Value))
            .Select(entry => (entry.Value, Place: places[entry.Value]))
            .ToList();
        return Longest(row);
    }

    private static Dictionary<string, uint> Longest(List<(string Value, (uint Sequence, int Run) Place)> row)
    {
        var tails = new List<int>();
        var before = new int[row.Count];
        for (var at = 0; at < row.Count; at++)
        {
            var length = FirstAbove(tails, row, row[at].Place.Run);
            before[at] = length == 0 ? -1 : tails[length - 1];
            if (length == tails.Count)
            {
                tails.Add(at);
            }
            else
            {
                tails[length] = at;
            }
        }

        var common = new Dictionary<string, uint>(StringComparer.Ordinal);
        for (var at = tails.Count == 0 ? -1 : tails[^1]; at >= 0; at = before[at])
        {
            common[row[at].Value] = row[at].Place.Sequence;
        }

        return common;
    }

    private static int FirstAbove(List<int> tails, List<(string Value, (uint Sequence, int Run) Place)> row, int run)
    {
        var (low, high) = (0, tails.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = row[tails[middle]].Place.Run <= run ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
