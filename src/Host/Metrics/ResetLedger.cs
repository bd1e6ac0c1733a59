using FrrK8s.Host.Sessions;

namespace FrrK8s.Host.Metrics;

/// <summary>
/// Counts why sessions went down. FRR counts how often and tells the last reason only, so each reason is written down when the count has risen. The reasons are
/// texts of FRR's own program; a session has at most <see cref="MostReasons"/> of them here.
/// </summary>
internal sealed class ResetLedger
{
    /// <summary>More reasons than these count as <c>other</c>.</summary>
    public const int MostReasons = 16;

    // A bgpd that starts has no neighbors until it is told its configuration: that they are away for a moment is no reason to forget why they went down.
    // There are two snapshots a second, one of bgpd and one of bfdd.
    private const int LongestAbsence = 120;

    private const string Unknown = "unknown";
    private const string Other = "other";
    private const string Restart = "bgpd was restarted";

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Vrf, string Peer), Entry> _entries = [];

    /// <summary>Writes down what went down since the last snapshot; forgets neighbors that have been away for about a minute.</summary>
    public void Note(IReadOnlyList<BgpNeighbor> neighbors)
    {
        lock (_lock)
        {
            foreach (var neighbor in neighbors)
            {
                if (!_entries.TryGetValue((neighbor.Vrf, neighbor.Peer), out var entry))
                {
                    entry = _entries[(neighbor.Vrf, neighbor.Peer)] = new Entry();
                }

                entry.Note(neighbor);
            }

            foreach (var absent in _entries.Keys.Except(neighbors.Select(neighbor => (neighbor.Vrf, neighbor.Peer))).ToList())
            {
                if (++_entries[absent].Absences > LongestAbsence)
                {
                    _entries.Remove(absent);
                }
            }
        }
    }

    /// <summary>The counts, by VRF, peer and reason.</summary>
    public IReadOnlyList<(string Vrf, string Peer, string Reason, long Count)> Counts()
    {
        lock (_lock)
        {
            return [.. _entries.SelectMany(entry => entry.Value.Reasons.Select(reason => (entry.Key.Vrf, entry.Key.Peer, reason.Key, reason.Value)))];
        }
    }

    private sealed class Entry
    {
        private long _dropped;
        private long _established;

        /// <summary>In how many snapshots it was missed since it was there.</summary>
        public int Absences { get; set; }

        public Dictionary<string, long> Reasons { get; } = new(StringComparer.Ordinal);

        public void Note(BgpNeighbor neighbor)
        {
            Absences = 0;
            if (neighbor.TimesDropped < _dropped || neighbor.TimesEstablished < _established)
            {
                // FRR counts from zero again: a session that was up went down with it.
                Add(Restart, _established - _dropped);
                _dropped = 0;
            }

            var more = neighbor.TimesDropped - _dropped;
            if (more > 0)
            {
                Add(neighbor.LastReset.Length == 0 ? Unknown : neighbor.LastReset, 1);
                Add(Unknown, more - 1);
            }

            (_dropped, _established) = (neighbor.TimesDropped, neighbor.TimesEstablished);
        }

        private void Add(string reason, long count)
        {
            if (count > 0)
            {
                var name = Reasons.ContainsKey(reason) || Reasons.Count < MostReasons || reason == Unknown ? reason : Other;
                Reasons[name] = Reasons.GetValueOrDefault(name) + count;
            }
        }
    }
}
