namespace FrrK8s.Host.Prove;

/// <summary>Draws cases: all that there are when they are few enough, else as many as wanted, the same ones for the same seed.</summary>
/// <param name="objects">The objects, the oldest first.</param>
/// <param name="wanted">How many cases a law is tried on.</param>
internal sealed class ProofSampler(IReadOnlyList<int> objects, int wanted, int seed)
{
    // As many objects as all orders of them are tried.
    private const int FewObjects = 5;

    private readonly Random _random = new(seed);

    /// <summary>Orders of all objects.</summary>
    public IEnumerable<ProofCase> Orders() =>
        (objects.Count <= FewObjects ? Permutations(objects) : Repeat(() => Shuffled(objects))).Select(ProofCase.Of);

    /// <summary>All objects with one of them once more, and all of them twice.</summary>
    public IEnumerable<ProofCase> Duplicates() =>
        Shuffled(objects).Take(wanted).Select(again => ProofCase.Of([.. objects, again])).Append(ProofCase.Of([.. objects, .. objects]));

    /// <summary>All objects up to an age.</summary>
    public IEnumerable<ProofCase> Prefixes() =>
        Enumerable.Range(1, objects.Count).Select(count => ProofCase.Of(objects.Take(count).ToList())).TakeLast(wanted);

    /// <summary>Subsets; none and all of the objects among them.</summary>
    public IEnumerable<ProofCase> Subsets()
    {
        if (objects.Count < 16 && 1 << objects.Count <= wanted)
        {
            return AllSubsets().Select(ProofCase.Of);
        }

        IEnumerable<IReadOnlyList<int>> ends = [objects, []];
        return ends.Concat(Repeat(Subset)).Take(Math.Max(wanted, 2)).Select(ProofCase.Of);
    }

    /// <summary>Pairs of subsets; half of them differ in one object, as a change in a cluster does.</summary>
    public IEnumerable<ProofCase> Pairs()
    {
        if (objects.Count < 8 && 1 << (2 * objects.Count) <= wanted)
        {
            return AllSubsets().SelectMany(_ => AllSubsets(), (first, second) => new ProofCase(first, second));
        }

        ProofCase[] ends = [new([], objects), new(objects, [])];
        return ends.Concat(Repeat(Pair)).Take(Math.Max(wanted, 2));
    }

    private ProofCase Pair()
    {
        var first = Subset();
        if (_random.Next(2) == 0)
        {
            return new ProofCase(first, Subset());
        }

        var one = objects[_random.Next(objects.Count)];
        var second = first.Contains(one) ? first.Where(other => other != one) : objects.Where(other => other == one || first.Contains(other));
        return new ProofCase(first, second.ToList());
    }

    private List<int> Subset()
    {
        // Small and large ones as often as middling ones.
        var share = _random.NextDouble();
        return objects.Where(_ => _random.NextDouble() < share).ToList();
    }

    private IEnumerable<IReadOnlyList<int>> AllSubsets() => Enumerable.Range(0, 1 << objects.Count)
        .Select(bits => objects.Where((_, at) => (bits >> at & 1) == 1).ToList());

    private int[] Shuffled(IReadOnlyList<int> list)
    {
        int[] shuffled = [.. list];
        _random.Shuffle(shuffled);
        return shuffled;
    }

    private IEnumerable<T> Repeat<T>(Func<T> draw) => Enumerable.Range(0, wanted).Select(_ => draw());

    private static IEnumerable<IReadOnlyList<int>> Permutations(IReadOnlyList<int> list) =>
        list.Count == 0
            ? [[]]
            : list.SelectMany(
                first => Permutations(list.Where(other => other != first).ToList()), IReadOnlyList<int> (first, rest) => [first, .. rest]);
}
