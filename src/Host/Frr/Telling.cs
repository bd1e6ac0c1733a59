namespace FrrK8s.Host.Frr;

/// <summary>
/// Tells FRR commands in the way that its release takes best: over the sockets of its daemons, through one vtysh, or through one vtysh a daemon.
/// </summary>
internal sealed class Telling(FrrSettings settings, FrrReader reader, FrrShell shell, DirectTelling direct)
{
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PatiencePerCommand = TimeSpan.FromMilliseconds(100);

    /// <summary>Tells them to whom they concern; what is refused does not keep FRR from the rest. A second time it is vtysh that tells, and says what is refused.</summary>
    /// <exception cref="VtyException">A daemon did not take everything in time.</exception>
    public async Task<Told> TellAsync(string commands, bool isFirst, CancellationToken cancellationToken)
    {
        if (isFirst && direct.Takes(commands))
        {
            return await direct.TellAsync(commands, reader.Silent, cancellationToken);
        }

        // One vtysh for all waits for all: mgmtd would keep those that have long taken the change, and the next change; one that hangs would keep it for good.
        return new Told(reader.Said.ContainsKey(FrrDaemons.Manager) || reader.Silent.Count > 0
            ? await shell.TellAsync([.. reader.Said.Keys.Select(daemon => (daemon, Patience(daemon, commands)))], commands, cancellationToken)
            : await shell.TellAsync(commands, cancellationToken));
    }

    /// <summary>Tells one daemon alone.</summary>
    public Task<ProcessResult> TellAsync(string daemon, string commands, CancellationToken cancellationToken) =>
        shell.TellAsync([(daemon, Patience(daemon, commands))], commands, cancellationToken);

    // A transaction of mgmtd that lost one of its daemons does not end, and nobody else gets a word in. What it has done by then reading back shows.
    private TimeSpan Patience(string daemon, string commands) =>
        daemon == FrrDaemons.Manager && LeastPatience + (PatiencePerCommand * commands.Count('\n'.Equals)) is var patience && patience < settings.ApplyDeadline
            ? patience
            : settings.ApplyDeadline;
}
