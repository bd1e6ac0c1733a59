using System.Globalization;

namespace FrrK8s.KubeApi.Store;

/// <summary>Lists that are read in chunks: all chunks show the moment of the first one. The latest of them are remembered.</summary>
internal sealed class ListSnapshots
{
    private const int Kept = 64;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, (IReadOnlyList<StoredObject> Items, long Revision)> _snapshots = [];
    private long _last;

    /// <summary>Remembers a list; the result continues it at an item.</summary>
    public string Keep(IReadOnlyList<StoredObject> items, long revision, int next)
    {
        lock (_lock)
        {
            _snapshots[++_last] = (items, revision);
            _snapshots.Remove(_last - Kept);
            return Token(_last, next);
        }
    }

    /// <summary>What a token continues; null when it is too old.</summary>
    public (IReadOnlyList<StoredObject> Items, long Revision, int Next, long Id)? Find(string token)
    {
        var parts = token.Split('-');
        lock (_lock)
        {
            return parts.Length == 2
                && long.TryParse(parts[0], NumberStyles.None, null, out var id)
                && int.TryParse(parts[1], NumberStyles.None, null, out var next)
                && _snapshots.TryGetValue(id, out var found)
                    ? (found.Items, found.Revision, next, id)
                    : null;
        }
    }

    /// <summary>The token of another place in the same list.</summary>
    public static string Token(long id, int next) => $"{id}-{next}";

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _snapshots.Clear();
        }
    }
}
