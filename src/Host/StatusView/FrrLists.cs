namespace FrrK8s.Host.StatusView;

/// <summary>The daemons of FRR that have a part in what is shown.</summary>
internal static class FrrLists
{
    public const string Bgpd = "bgpd";

    /// <summary>Without them there is no FRR that routes.</summary>
    public static readonly IReadOnlyList<string> Needed = [Bgpd, "zebra"];
}
