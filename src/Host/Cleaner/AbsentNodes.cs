namespace FrrK8s.Host.Cleaner;

/// <summary>Since when nodes that have status objects have no daemon. A restart of a pod must delete nothing.</summary>
internal sealed class AbsentNodes(TimeSpan grace, TimeProvider time)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<string, long> _since = new(StringComparer.Ordinal);
    private List<string> _overdue = [];

    /// <summary>The nodes whose time is up, in order.</summary>
    /// <param name="described">The nodes that status objects are about.</param>
    /// <param name="alive">The nodes that have a daemon.</param>
    public IReadOnlyList<string> Overdue(IReadOnlySet<string> described, IReadOnlySet<string> alive)
    {
        foreach (var node in _since.Keys.Where(node => alive.Contains(node) || !described.Contains(node)).ToList())
        {
            _since.Remove(node);
        }

        foreach (var node in described.Where(node => !alive.Contains(node)))
        {
            _since.TryAdd(node, time.GetTimestamp());
        }

        return _overdue = [.. _since.Where(entry => time.GetElapsedTime(entry.Value) >= grace).Select(entry => entry.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>How long until the time is up of the next node that was not overdue when that was asked; null when none waits.</summary>
    public TimeSpan? Next()
    {
        var left = _since.Where(entry => !_overdue.Contains(entry.Key)).Select(entry => grace - time.GetElapsedTime(entry.Value)).ToList();
        return left.Count == 0 ? null : left.Min() is var next && next > AtOnce ? next : AtOnce;
    }
}
