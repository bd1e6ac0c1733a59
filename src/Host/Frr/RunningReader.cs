namespace FrrK8s.Host.Frr;

/// <summary>Asks a live FRR what it runs, and changes nothing: no file is written.</summary>
/// <param name="vtySocket">The folder of the daemons' vty sockets.</param>
/// <param name="confDir">FRR's own folder, for its <c>vtysh.conf</c>.</param>
/// <param name="binDir">The folder that holds <c>vtysh</c>.</param>
internal sealed class RunningReader(string vtySocket, string confDir, string binDir, ProcessRunner runner)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>What <c>show running-config</c> prints. A problem is a result and not an exception: the message is one line.</summary>
    public async Task<(ConfigText? Running, string Problem)> ReadAsync(CancellationToken cancellationToken)
    {
        var vtysh = Path.Combine(binDir, "vtysh");
        if (!File.Exists(vtysh))
        {
            return (null, $"FRR is not installed: there is no `{vtysh}` (package frr)");
        }

        if (!Directory.Exists(vtySocket))
        {
            return (null, $"FRR is not running: there is no folder `{vtySocket}` with its sockets");
        }

        var show = await runner.RunAsync(
            vtysh,
            ["--config_dir", confDir, "--vty_socket", vtySocket, "-c", "show running-config"],
            Deadline,
            cancellationToken);
        var running = new ConfigText(show.Output);
        return show switch
        {
            { ExitCode: 0 } => (running, ""),
            { Failure.Length: > 0 } => (null, $"FRR does not answer: {show.Failure}"),
            _ => (null, $"FRR is not running: no daemon answers in `{vtySocket}` ({FrrOutput.Summary(show, running)})"),
        };
    }
}
