using FrrK8s.Host.Sessions;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.StatusView;

/// <summary>What is true of one node, as far as it could be found out. Holds no secret.</summary>
/// <param name="Node">Its name; empty when nobody says it.</param>
internal sealed record NodeView(string Node)
{
    /// <summary>What is wrong with the daemon and with FRR themselves, one line each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The daemons of FRR that answer; empty where that was not asked.</summary>
    public IReadOnlyList<string> FrrDaemons { get; init; } = [];

    /// <summary>The sessions; null when they are not known.</summary>
    public IReadOnlyList<BgpNeighbor>? Sessions { get; init; }

    /// <summary>True when prefixes are known, not just states of sessions.</summary>
    public bool HasPrefixes { get; init; } = true;

    /// <summary>What the daemon said last; null when it said nothing.</summary>
    public NodeState? State { get; init; }

    /// <summary>The objects that are not part of the configuration.</summary>
    public IEnumerable<ObjectState> Refused => (State?.Configurations ?? []).Where(one => !one.IsAccepted);

    /// <summary>The objects that are part of the configuration and not in force.</summary>
    public IEnumerable<ObjectState> Pending => (State?.Configurations ?? []).Where(one => one is { IsAccepted: true, IsApplied: false });

    /// <summary>The sessions that do not stand.</summary>
    public IEnumerable<BgpNeighbor> Down => (Sessions ?? []).Where(session => !session.IsEstablished);

    /// <summary>The daemon's word of the conditions that do not hold, or are not known to.</summary>
    public IEnumerable<Condition> Unmet => (State?.Conditions ?? []).Where(condition => condition.Status != "True");

    /// <summary>What the daemon says of the difference between FRR and what it was given; null when it says nothing.</summary>
    public Condition? InSync => State?.Conditions.FirstOrDefault(condition => condition.Type == "InSync");

    /// <summary>True when there is nothing to look after.</summary>
    public bool IsWell => Problems.Count == 0 && State is not null && Sessions is not null && !Down.Any() && !Refused.Any() && !Pending.Any() && !Unmet.Any();
}
