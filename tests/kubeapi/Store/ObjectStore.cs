using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Resources;

namespace FrrK8s.KubeApi.Store;

/// <summary>
/// What etcd is to an API server: every write has a number of its own, counted over all kinds, and each kind remembers its latest writes.
/// A write names the version that it replaces, so that no two writers can overwrite each other unseen.
/// </summary>
internal sealed class ObjectStore(int historyLength)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string, string), Collection> _collections = [];
    private long _revision = 1;

    /// <summary>The number of the latest write.</summary>
    public long Revision
    {
        get
        {
            lock (_lock)
            {
                return _revision;
            }
        }
    }

    /// <summary>An object, if it is there.</summary>
    public StoredObject? Find(ResourceKind kind, string? ns, string name)
    {
        lock (_lock)
        {
            return Of(kind).Objects.GetValueOrDefault(StoredObject.KeyOf(ns, name));
        }
    }

    /// <summary>All objects of a namespace, or of all of them, as they are at one moment.</summary>
    public (IReadOnlyList<StoredObject> Items, long Revision) List(ResourceKind kind, string? ns)
    {
        lock (_lock)
        {
            var all = Of(kind).Objects.Values;
            return ([.. string.IsNullOrEmpty(ns) ? all : all.Where(item => item.Namespace == ns)], _revision);
        }
    }

    /// <summary>Writes the next version of an object. Null when what is there is not what the writer has seen.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="seen">What the writer has seen; null for no object.</param>
    /// <param name="next">What shall be there; its resourceVersion is set here.</param>
    public StoredObject? Write(ResourceKind kind, StoredObject? seen, JsonObject next)
    {
        lock (_lock)
        {
            var collection = Of(kind);
            var metadata = next["metadata"]!.AsObject();
            var key = StoredObject.KeyOf((string?)metadata["namespace"], (string)metadata["name"]!);
            if (collection.Objects.GetValueOrDefault(key) != seen)
            {
                return null;
            }

            metadata["resourceVersion"] = $"{++_revision}";
            var written = new StoredObject(next);
            collection.Objects[key] = written;
            Tell(collection, new StoreEvent(_revision, seen is null ? StoreEventType.Added : StoreEventType.Modified, written, seen));
            return written;
        }
    }

    /// <summary>Removes an object. Null when what is there is not what the writer has seen.</summary>
    public StoredObject? Remove(ResourceKind kind, StoredObject seen)
    {
        lock (_lock)
        {
            var collection = Of(kind);
            if (collection.Objects.GetValueOrDefault(seen.Key) != seen)
            {
                return null;
            }

            collection.Objects.Remove(seen.Key);
            var last = seen.Edit();
            last["metadata"]!["resourceVersion"] = $"{++_revision}";
            var gone = new StoredObject(last);
            Tell(collection, new StoreEvent(_revision, StoreEventType.Deleted, gone, seen));
            return gone;
        }
    }

    /// <summary>Tells of every write after a number. Null when not all of them are remembered.</summary>
    public Subscription? Subscribe(ResourceKind kind, long after)
    {
        lock (_lock)
        {
            var collection = Of(kind);
            if (after < collection.ForgottenUpTo)
            {
                return null;
            }

            var subscription = Add(collection);
            foreach (var happened in collection.History.Where(happened => happened.ResourceVersion > after))
            {
                subscription.Tell(happened);
            }

            return subscription;
        }
    }

    /// <summary>What is there now, and every write from now on.</summary>
    public (IReadOnlyList<StoredObject> Items, long Revision, Subscription Subscription) ListAndSubscribe(ResourceKind kind)
    {
        lock (_lock)
        {
            var collection = Of(kind);
            return ([.. collection.Objects.Values], _revision, Add(collection));
        }
    }

    /// <summary>The number up to which a watch that has sent all it was told is complete; null when there is more to send.</summary>
    public long? CompleteUpTo(Subscription subscription)
    {
        lock (_lock)
        {
            return subscription.Items.TryPeek(out _) ? null : _revision;
        }
    }

    /// <summary>Forgets all past writes of a kind: who has not seen them must list anew.</summary>
    public void Forget(ResourceKind kind)
    {
        lock (_lock)
        {
            var collection = Of(kind);
            collection.History.Clear();
            collection.ForgottenUpTo = ++_revision;
        }
    }

    private Subscription Add(Collection collection)
    {
        var subscription = new Subscription(ended =>
        {
            lock (_lock)
            {
                collection.Subscriptions.Remove(ended);
            }
        });
        collection.Subscriptions.Add(subscription);
        return subscription;
    }

    private void Tell(Collection collection, StoreEvent happened)
    {
        collection.History.Enqueue(happened);
        collection.Keep(historyLength);
        foreach (var subscription in collection.Subscriptions)
        {
            subscription.Tell(happened);
        }
    }

    private Collection Of(ResourceKind kind)
    {
        if (!_collections.TryGetValue((kind.Group, kind.Plural), out var collection))
        {
            _collections[(kind.Group, kind.Plural)] = collection = new Collection();
        }

        return collection;
    }
}
