namespace FrrK8s.Lab.Frr;

/// <summary>Where the distribution's package puts FRR's programs.</summary>
internal static class FrrPrograms
{
    public const string Vtysh = "/usr/bin/vtysh";

    /// <summary>Of each instance, in the order in which they start: zebra is the others' way to the kernel.</summary>
    public static readonly IReadOnlyList<string> Daemons = ["zebra", "staticd", "bfdd", "bgpd"];

    public static IEnumerable<string> All => [.. Daemons.Select(Daemon), Vtysh];

    public static string Daemon(string name) => $"/usr/lib/frr/{name}";
}
