namespace FrrK8s.KubeApi.Store;

/// <summary>The objects of one kind and its latest writes. Its owner's lock guards it.</summary>
internal sealed class Collection
{
    /// <summary>The objects by key, in the order of lists.</summary>
    public SortedDictionary<string, StoredObject> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The latest writes, oldest first.</summary>
    public Queue<StoreEvent> History { get; } = new();

    /// <summary>Who is told of writes.</summary>
    public List<Subscription> Subscriptions { get; } = [];

    /// <summary>Writes up to this one are forgotten.</summary>
    public long ForgottenUpTo { get; set; }

    /// <summary>Forgets all but the latest writes.</summary>
    public void Keep(int length)
    {
        while (History.Count > length)
        {
            ForgottenUpTo = History.Dequeue().ResourceVersion;
        }
    }
}
