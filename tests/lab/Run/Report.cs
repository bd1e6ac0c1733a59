namespace FrrK8s.Lab.Run;

/// <summary>Puts a snapshot into words.</summary>
internal static class Report
{
    /// <summary>Sessions, routes of both directions, and the objects behind them; in short without the refused routes.</summary>
    public static IReadOnlyList<string> Lines(Snapshot snapshot, IReadOnlyList<ObjectView> objects, bool full) =>
    [
        .. TextTable.Lines(
            "Sessions of the node (AS 64512)",
            ["neighbor", "router", "AS", "state", "uptime"],
            [.. snapshot.Sessions.Select(Session)]),
        .. TextTable.Lines(
            "Routes that the node tells",
            ["prefix", "neighbor", "sent by the node", "in the router's BGP table", "in the router's kernel"],
            [.. snapshot.Sessions.SelectMany(view => view.Told).Where(route => full || route.Taken).Select(Route)]),
        .. TextTable.Lines(
            "Routes that the node learns",
            ["prefix", "neighbor", "sent by the router", "in the node's BGP table", "in the node's kernel"],
            [.. snapshot.Sessions.SelectMany(view => view.Learned).Where(route => full || route.Taken).Select(Route)]),
        .. TextTable.Lines(
            "Objects",
            ["object", "verdict", "has a part in"],
            [.. objects.Select(found => new[] { found.Name, found.Verdict, found.Part })]),
    ];

    private static string[] Session(SessionView view) =>
    [
        view.Link.Neighbor,
        view.Link.Router,
        view.Session is null ? "-" : $"{view.Session.RemoteAs}",
        view.Session?.State ?? "not configured",
        view.Session?.Uptime ?? "-",
    ];

    private static string[] Route(RouteView route) =>
        [route.Prefix, $"{route.Link.Neighbor} ({route.Link.Router})", Mark(route.Sent), Taken(route), Mark(route.InKernel)];

    private static string Taken(RouteView route) => route.Taken || !route.Sent ? Mark(route.Taken) : "no: filtered";

    private static string Mark(bool value) => value ? "yes" : "-";
}
