namespace FrrK8s.Host.Prove;

/// <summary>What a law is tried on: objects by their numbers, in an order, perhaps repeated. Laws of one list leave the second empty.</summary>
internal sealed record ProofCase(IReadOnlyList<int> First, IReadOnlyList<int> Second)
{
    /// <summary>A case of one list.</summary>
    public static ProofCase Of(IReadOnlyList<int> objects) => new(objects, []);

    /// <summary>How many objects it has on both sides.</summary>
    public int Size => First.Count + Second.Count;

    /// <summary>The case without so many objects from a place on, both sides counted through.</summary>
    public ProofCase Without(int start, int count) => new(Drop(First, start, count), Drop(Second, start - First.Count, count));

    private static List<int> Drop(IReadOnlyList<int> list, int start, int count) =>
        list.Where((_, at) => at < start || at >= start + count).ToList();
}
