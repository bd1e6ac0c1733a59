using System.Globalization;
using FrrK8s.Host.Sessions;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.StatusView;

/// <summary>A node for people: what is wrong first, then sessions, objects and drift.</summary>
/// <param name="limit">How many rows of each table are shown; the others are counted.</param>
internal sealed class NodeText(int limit)
{
    /// <summary>The lines.</summary>
    public StyledText Of(NodeView view)
    {
        var text = new StyledText();
        text.Line(
            new Cell("NODE ", Style.Head),
            new Cell(view.Node.Length == 0 ? "(its name is not known)" : view.Node, Style.Head),
            "  ",
            view.IsWell ? new Cell("all is well", Style.Good) : new Cell("not all is well", Style.Bad),
            new Cell(view.State is { ObservedAt.Length: > 0 } state ? $"  (the daemon's word is of {state.ObservedAt})" : "", Style.Faint));
        foreach (var problem in view.Problems.Concat(Conditions(view)))
        {
            text.Line("  ", new Cell(problem, Style.Bad));
        }

        Sessions(text, view);
        Objects(text, view);
        Drift(text, view);
        return text;
    }

    /// <summary>Adds what is not shown of a table.</summary>
    public static void More(StyledText text, int all, int limit, string what)
    {
        if (all > limit)
        {
            text.Line("  ", new Cell($"… and {all - limit} more {what}; --limit 0 shows all", Style.Faint));
        }
    }

    /// <summary>The first rows, those that something is wrong with before the others.</summary>
    public static IReadOnlyList<T> First<T>(IEnumerable<T> all, int limit) => limit == 0 ? [.. all] : [.. all.Take(limit)];

    // Refused objects and drift have tables of their own.
    private static IEnumerable<string> Conditions(NodeView view) => view.Unmet
        .Where(condition => condition is not ({ Type: "InSync" } or { Type: "Converted", Reason: "Refused" }))
        .Select(condition => $"{condition.Type} is {condition.Status} since {condition.Since} ({condition.Reason}): {condition.Message}");

    private void Sessions(StyledText text, NodeView view)
    {
        if (view.Sessions is not { } sessions)
        {
            text.Line(new Cell("SESSIONS ", Style.Head), new Cell("not known", Style.Odd));
            return;
        }

        var down = view.Down.Count();
        text.Line(
            new Cell("SESSIONS ", Style.Head),
            sessions.Count == 0 ? "none" : $"{sessions.Count - down} up",
            down == 0 ? "" : new Cell($", {down} down", Style.Bad));
        if (sessions.Count == 0)
        {
            return;
        }

        var shown = First(sessions.OrderBy(session => session.IsEstablished), limit);
        string[] heads = view.HasPrefixes
            ? ["NEIGHBOR", "VRF", "ASN", "STATE", "FOR", "RECEIVED", "SENT", "BFD", "WENT DOWN LAST"]
            : ["NEIGHBOR", "VRF", "STATE", "BFD"];
        text.Table(heads, [.. shown.Select(session => view.HasPrefixes ? Full(session) : Short(session))]);
        More(text, sessions.Count, shown.Count, "sessions");
    }

    private static Cell[] Full(BgpNeighbor session) =>
    [
        session.Peer,
        Vrf(session),
        session.Asn == 0 ? "" : Number(session.Asn),
        State(session),
        session.Uptime is { } uptime ? Age.Of(uptime) : "-",
        Number(session.Families.Sum(family => family.Accepted)),
        Number(session.Families.Sum(family => family.Sent)),
        Bfd(session),
        new Cell(session.TimesDropped == 0 && session.IsEstablished ? "" : session.LastReset, Style.Faint),
    ];

    private static Cell[] Short(BgpNeighbor session) => [session.Peer, Vrf(session), State(session), Bfd(session)];

    private static Cell Vrf(BgpNeighbor session) => session.Vrf.Length == 0 ? "default" : session.Vrf;

    private static Cell State(BgpNeighbor session) => new(session.State, session.IsEstablished ? Style.Good : Style.Bad);

    private static Cell Bfd(BgpNeighbor session) => session.BfdStatus switch
    {
        BgpNeighbor.NoBfd => new Cell("-", Style.Faint),
        "Up" or "up" => new Cell("up", Style.Good),
        var other => new Cell(other, Style.Bad),
    };

    private void Objects(StyledText text, NodeView view)
    {
        if (view.State is not { } state)
        {
            text.Line(new Cell("OBJECTS ", Style.Head), new Cell("not known", Style.Odd));
            return;
        }

        IReadOnlyList<ObjectState> bad = [.. view.Refused, .. view.Pending];
        var (refused, pending) = (view.Refused.Count(), view.Pending.Count());
        text.Line(
            new Cell("OBJECTS ", Style.Head),
            state.Configurations.Count == 0 ? "none for this node" : $"{state.Configurations.Count - bad.Count} in force",
            refused == 0 ? "" : new Cell($", {refused} refused", Style.Bad),
            pending == 0 ? "" : new Cell($", {pending} not in force", Style.Odd));
        if (bad.Count == 0)
        {
            return;
        }

        var shown = First(bad, limit);
        text.Table(
            ["OBJECT", "GENERATION", "STATE", "WHY"],
            [.. shown.Select(one => new Cell[] { one.Id, Number(one.Generation), StateOf(one), one.Message })]);
        More(text, bad.Count, shown.Count, "objects");
    }

    private static Cell StateOf(ObjectState one) =>
        one.IsAccepted ? new Cell("NotInForce", Style.Odd) : new Cell(one.Reason, Style.Bad);

    private static void Drift(StyledText text, NodeView view)
    {
        var head = new Cell("DRIFT ", Style.Head);
        switch (view.InSync)
        {
            case null:
                text.Line(head, new Cell("not known", Style.Odd));
                break;
            case { Status: "True", Reason: "NoDifference" }:
                text.Line(head, "none");
                break;
            case { Status: "True" } repaired:
                text.Line(head, "none now; ", repaired.Message);
                break;
            case var other:
                text.Line(head, new Cell($"{other.Reason}: {other.Message}", other.Status == "False" ? Style.Bad : Style.Odd));
                break;
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
