namespace FrrK8s.Host.Frr;

/// <summary>Where FRR is, and how long it may take. The defaults are those of a packaged FRR.</summary>
internal sealed record FrrSettings
{
    /// <summary>The folder of the daemons' vty sockets.</summary>
    public string VtySocket { get; init; } = "/var/run/frr";

    /// <summary>FRR's own folder, whose <c>vtysh.conf</c> is taken over; nothing in it is ever written.</summary>
    public string ConfDir { get; init; } = "/etc/frr";

    /// <summary>The folder that holds <c>vtysh</c>.</summary>
    public string BinDir { get; init; } = "/usr/bin";

    /// <summary>The folder that holds the daemons; of them only <c>bgpd</c> is run, to rehearse.</summary>
    public string DaemonDir { get; init; } = "/usr/lib/frr";

    /// <summary>A folder of our own, not readable by others, for candidates and commands.</summary>
    public required string WorkDir { get; init; }

    /// <summary>How long a question may take.</summary>
    public TimeSpan QueryDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a rehearsal may take; the next step does not depend on it.</summary>
    public TimeSpan RehearsalDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long telling FRR a difference may take. The first load of thousands of prefixes takes FRR 8 more than a minute.</summary>
    public TimeSpan ApplyDeadline { get; init; } = TimeSpan.FromMinutes(5);
}
