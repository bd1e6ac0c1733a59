namespace FrrK8s.Lab.Frr;

/// <summary>
/// An FRR that can be run: which daemons a node of it has, how they and vtysh are started, and what they understand.
/// What an instance of it does is <see cref="FrrInstance"/>'s.
/// </summary>
public abstract class FrrRelease
{
    // Each release is one of the two below: there is nothing to find out about a third.
    private protected FrrRelease()
    {
    }

    /// <summary>FRR 8.4, as the distribution's package installs it.</summary>
    public static FrrRelease Installed { get; } = new InstalledFrr();

    /// <summary>FRR 10.3, unpacked by `build/frr10.sh` and run in place.</summary>
    public static FrrRelease Unpacked { get; } = new UnpackedFrr();

    /// <summary>Its version, as the manual's title has it.</summary>
    public abstract string Name { get; }

    /// <summary>Of each instance, in the order in which they start, which is that of FRR's own start script.</summary>
    public abstract IReadOnlyList<string> Daemons { get; }

    /// <summary>Where its `frr-reload.py` is, which works with the installed programs only; null when there is none.</summary>
    public virtual string? ReloadScript => null;

    /// <summary>One sentence that says what is missing of it and how to get it; null when nothing is.</summary>
    internal abstract string? Missing();

    /// <summary>
    /// The words that run a daemon over a node's folder, without any file of configuration; the options that all releases
    /// know come behind them. They are run in a mount namespace of their own.
    /// </summary>
    internal abstract string[] Daemon(string name, string folder);

    /// <summary>
    /// A folder in which a daemon can be run by its name, with options only: the release's own where it has one, else the given one, which gets a program.
    /// </summary>
    public abstract string DaemonFolder(string name, string folder);

    /// <summary>What a daemon logs when it takes configuration; null when it does as soon as it answers.</summary>
    internal virtual string? ReadyLine(string daemon) => null;

    /// <summary>
    /// Whether a daemon gets its configuration from mgmtd, which throws away what nobody is connected to hear.
    /// </summary>
    internal virtual bool IsConfiguredByMgmtd(string daemon) => false;

    /// <summary>The words that run vtysh.</summary>
    internal abstract string[] Vtysh();
}
