namespace FrrK8s.Host.StatusView;

/// <summary>A cluster for people: its nodes, the worst first, then what is wrong with objects and nodes.</summary>
/// <param name="limit">How many rows of each table are shown; the others are counted.</param>
internal sealed class ClusterText(int limit)
{
    private const int MostNames = 4;

    /// <summary>The lines.</summary>
    public StyledText Of(ClusterView view)
    {
        var text = new StyledText();
        var sessions = view.Rows.Sum(row => row.Sessions);
        var down = view.Rows.Sum(row => row.Down.Count);
        text.Line(
            new Cell("CLUSTER ", Style.Head),
            $"{Count(view.Rows.Count, "node")}, ",
            view.Bad == 0 ? new Cell(view.IsWell ? "all is well" : "not all is known", view.IsWell ? Style.Good : Style.Odd) : new Cell($"{view.Bad} not well", Style.Bad),
            $"; {Count(sessions, "session")}, {sessions - down} up");
        foreach (var problem in view.Problems)
        {
            text.Line("  ", new Cell(problem, Style.Bad));
        }

        if (view.Rows.Count > 0)
        {
            var rows = NodeText.First(view.Rows, limit);
            text.Table(["NODE", "DAEMON", "SESSIONS", "ACCEPTED", "APPLIED", "IN SYNC", "WHY"], [.. rows.Select(Row)]);
            NodeText.More(text, view.Rows.Count, rows.Count, $"nodes ({view.Rows.Skip(rows.Count).Count(row => row.Badness > 0)} not well)");
        }

        Refused(text, view);
        Unmet(text, view);
        if (view.NotAsked > 0)
        {
            text.Line(new Cell($"{Count(view.NotAsked, "more node")} with a problem {(view.NotAsked == 1 ? "was" : "were")} not asked for details; --limit 0 asks all", Style.Faint));
        }

        return text;
    }

    private static Cell[] Row(NodeRow row) =>
    [
        new Cell(row.Node, row.Badness == 0 ? Style.Plain : Style.Head),
        row.Daemon switch
        {
            DaemonPod.Ready => new Cell("ready", Style.Good),
            DaemonPod.NotReady => new Cell("not ready", Style.Bad),
            DaemonPod.None => new Cell("none", Style.Bad),
            _ => new Cell("?", Style.Odd),
        },
        new Cell($"{row.Sessions - row.Down.Count}/{row.Sessions}", row.Down.Count == 0 ? Style.Plain : Style.Bad),
        Status(row.Converted),
        Status(row.Applied),
        Status(row.InSync),
        string.Join("; ", row.Why()),
    ];

    private static Cell Status(string status) => status switch
    {
        "True" => new Cell("yes", Style.Good),
        "False" => new Cell("no", Style.Bad),
        "" => new Cell("-", Style.Faint),
        _ => new Cell("?", Style.Odd),
    };

    private void Refused(StyledText text, ClusterView view)
    {
        text.Line(new Cell("REFUSED ", Style.Head), view.Refused.Count == 0 ? None(view) : new Cell(Count(view.Refused.Count, "object"), Style.Bad));
        if (view.Refused.Count == 0)
        {
            return;
        }

        var shown = NodeText.First(view.Refused, limit);
        text.Table(
            ["OBJECT", "STATE", "NODES", "WHY"],
            [.. shown.Select(one => new Cell[] { one.State.Id, new(one.State.Reason, Style.Bad), Names(one.Nodes), one.State.Message })]);
        NodeText.More(text, view.Refused.Count, shown.Count, "objects");
    }

    private void Unmet(StyledText text, ClusterView view)
    {
        text.Line(new Cell("DRIFT ", Style.Head), view.Unmet.Count == 0 ? None(view) : new Cell(Count(view.Unmet.Select(one => one.Node).Distinct().Count(), "node"), Style.Bad));
        if (view.Unmet.Count == 0)
        {
            return;
        }

        var shown = NodeText.First(view.Unmet, limit);
        text.Table(
            ["NODE", "CONDITION", "STATE", "WHY"],
            [
                .. shown.Select(one => new Cell[]
                {
                    one.Node, $"{one.Condition.Type} {one.Condition.Status}", new(one.Condition.Reason, Style.Bad), one.Condition.Message,
                }),
            ]);
        NodeText.More(text, view.Unmet.Count, shown.Count, "conditions");
    }

    private static string None(ClusterView view) => view.NotAsked > 0 ? "none on the nodes that were asked" : "none";

    private static string Names(IReadOnlyList<string> nodes) =>
        nodes.Count <= MostNames ? string.Join(", ", nodes) : $"{string.Join(", ", nodes.Take(MostNames - 1))} and {nodes.Count - MostNames + 1} more";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
