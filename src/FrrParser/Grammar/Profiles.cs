namespace FrrK8s.FrrParser.Grammar;

/// <summary>The sets of defaults that FRR's daemons can be started with (<c>frr defaults</c>).</summary>
[Flags]
public enum Profiles
{
    /// <summary>In none.</summary>
    None = 0,

    /// <summary><c>traditional</c>, FRR's own.</summary>
    Traditional = 1,

    /// <summary><c>datacenter</c>.</summary>
    Datacenter = 2,

    /// <summary>In both.</summary>
    All = Traditional | Datacenter,
}
