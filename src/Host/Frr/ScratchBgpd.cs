namespace FrrK8s.Host.Frr;

/// <summary>
/// A bgpd that reads a text and ends: <c>bgpd -C</c>. It has no zebra, no kernel, no port and no privileges, and ends before its event loop begins, so it
/// never speaks to a neighbor; one that runs would, in the name of this node.
/// </summary>
internal sealed class ScratchBgpd(FrrSettings settings, ProcessRunner runner)
{
    // The daemon makes a folder named after its process and leaves it, so the process has to be known.
    private const string Start = "echo $$; exec \"$0\" \"$@\"";

    private const string LogFolders = "/var/tmp/frr";

    private string Program => Path.Combine(settings.DaemonDir, "bgpd");

    private string Home => Path.Combine(settings.WorkDir, "rehearsal");

    /// <summary>One sentence that says what is not there; null when everything is.</summary>
    public string? WhyNotInstalled() => File.Exists(Program) ? null : $"there is no `{Program}`";

    /// <summary>Lets it read lines. A problem is an answer.</summary>
    public async Task<ScratchAnswer> ReadAsync(IEnumerable<string> lines, TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            PrivateFile.CreateFolder(settings.WorkDir);
            PrivateFile.CreateFolder(Home);
            var text = Path.Combine(Home, "rehearsal.conf");

            // Neither a secret nor worth a wait for the disk.
            await File.WriteAllLinesAsync(text, lines, cancellationToken);
            string[] arguments =
            [
                "-c", Start, Program, "--dryrun", "--config_file", text, "--no_zebra", "--no_kernel", "--bgp_port", "0", "--skip_runas",
                "--vty_socket", Home, "--pid_file", Path.Combine(Home, "bgpd.pid"),
            ];
            var result = await runner.RunAsync("/bin/sh", arguments, deadline, cancellationToken);
            RemoveLogFolder(result);
            return ScratchAnswer.Of(result);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new ScratchAnswer(0, false, [], problem.Message);
        }
        finally
        {
            if (Directory.Exists(Home))
            {
                Directory.Delete(Home, recursive: true);
            }
        }
    }

    private static void RemoveLogFolder(ProcessResult result)
    {
        var folder = Path.Combine(LogFolders, $"bgpd.{result.Output.Split('\n')[0]}");

        // What it could not make is somebody else's.
        if (Directory.Exists(folder) && !result.Error.Contains($"failed to mkdir \"{folder}\"", StringComparison.Ordinal))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
