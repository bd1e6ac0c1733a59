using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// Drives FRR through <c>vtysh</c> and <c>frr-reload.py</c>. The script gets a folder of our own for candidate, configuration
/// and temporary files: it then writes nothing into FRR's folder, and its temporary files, which hold the passwords, are
/// in a place that only we can look into.
/// </summary>
internal sealed class FrrReload(FrrSettings settings, ProcessRunner runner) : IFrr
{
    private const string NotIntegrated = "no service integrated-vtysh-config";

    private string Vtysh => Path.Combine(settings.BinDir, "vtysh");

    // The script writes the running configuration over `frr.conf` of the folder, unless that is the file it is given.
    private string Candidate => Path.Combine(settings.WorkDir, "frr.conf");

    /// <inheritdoc/>
    public async Task<ApplyResult> ApplyAsync(ConfigText wanted, CancellationToken cancellationToken)
    {
        if (await WhyUnavailableAsync(wanted, cancellationToken) is { } reason)
        {
            return ApplyResult.Unavailable(reason);
        }

        // The script refuses an empty file; a comment is as good as nothing.
        PrivateFile.Write(Candidate, wanted.Reveal() is { Length: > 0 } text ? text : "!\n");
        var check = await VtyshAsync(["-C", "-f", Candidate], cancellationToken);
        if (check.ExitCode != 0)
        {
            return await NotAppliedAsync(check, wanted, numbered: true, cancellationToken);
        }

        var reload = await runner.RunAsync(settings.ReloadScript, ReloadArguments(), settings.ReloadDeadline, cancellationToken);
        if (reload.ExitCode != 0)
        {
            return await NotAppliedAsync(reload, wanted, numbered: false, cancellationToken);
        }

        await FillBgpdAsync(wanted, cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    // Several daemons hold the filters, and `show running-config` shows those of any. When bgpd alone was restarted the
    // script finds nothing missing although bgpd has no filter left. Loading the whole text is harmless to what is there.
    private async Task FillBgpdAsync(ConfigText wanted, CancellationToken cancellationToken)
    {
        var needed = FilterNames.In(wanted.Reveal());
        if (needed.Count == 0)
        {
            return;
        }

        var bgpd = await VtyshAsync(["-d", "bgpd", "-c", "show running-config"], cancellationToken);
        if (bgpd.ExitCode == 0 && !needed.IsSubsetOf(FilterNames.In(bgpd.Output)))
        {
            await runner.RunAsync(
                Vtysh,
                ["--config_dir", settings.WorkDir, "--vty_socket", settings.VtySocket, "-f", Candidate],
                settings.ReloadDeadline,
                cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<ApplyResult> ReadAsync(CancellationToken cancellationToken)
    {
        if (WhyNotInstalled() is { } reason)
        {
            return ApplyResult.Unavailable(reason);
        }

        PrepareWorkDir();
        var show = await VtyshAsync(["-c", "show running-config"], cancellationToken);
        var running = new ConfigText(show.Output);
        return show.ExitCode == 0 ? ApplyResult.Applied(running) : ApplyResult.Unavailable(Down(show, running));
    }

    private async Task<ApplyResult> NotAppliedAsync(
        ProcessResult result, ConfigText wanted, bool numbered, CancellationToken cancellationToken)
    {
        var refused = FrrOutput.RefusedLines(result, wanted, numbered);
        var summary = FrrOutput.Summary(result, wanted);
        var now = await ReadAsync(cancellationToken);
        if (result.Failure.Length > 0 || now.Outcome == ApplyOutcome.Unavailable)
        {
            return ApplyResult.Unavailable(result.Failure.Length > 0 ? result.Failure : now.Message);
        }

        return new ApplyResult(ApplyOutcome.Refused, refused.Count == 0 ? summary : "", refused, now.Running);
    }

    private async Task<string?> WhyUnavailableAsync(ConfigText wanted, CancellationToken cancellationToken)
    {
        if (WhyNotInstalled() is { } reason)
        {
            return reason;
        }

        PrepareWorkDir();
        var daemons = await VtyshAsync(["-c", "show daemons"], cancellationToken);
        if (daemons.ExitCode != 0)
        {
            return Down(daemons, wanted);
        }

        // vtysh drops the lines of a daemon that does not run without a word.
        var running = daemons.Output.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var missing = FrrDaemons.NeededBy(wanted.Reveal()).Except(running).ToList();
        return missing.Count == 0
            ? null
            : $"FRR is not running in full: {string.Join(" and ", missing)} does not answer in `{settings.VtySocket}`";
    }

    private string? WhyNotInstalled() =>
        !File.Exists(Vtysh) ? $"FRR is not installed: there is no `{Vtysh}` (package frr)"
        : !File.Exists(settings.ReloadScript)
            ? $"FRR's reload script is not installed: there is no `{settings.ReloadScript}` (package frr-pythontools)"
        : !Directory.Exists(settings.VtySocket) ? $"FRR is not running: there is no folder `{settings.VtySocket}` with its sockets"
        : null;

    private string Down(ProcessResult result, ConfigText context) =>
        result.Failure.Length > 0
            ? $"FRR does not answer: {result.Failure}"
            : $"FRR is not running: no daemon answers in `{settings.VtySocket}` ({FrrOutput.Summary(result, context)})";

    private void PrepareWorkDir()
    {
        PrivateFile.CreateFolder(settings.WorkDir);
        var own = Path.Combine(settings.ConfDir, "vtysh.conf");
        var lines = File.Exists(own) ? LineSplitter.Split(File.ReadAllText(own)) : [];
        // The script works on the whole configuration only.
        var kept = lines.Where(line => line.Text.TrimEnd() != NotIntegrated).Select(line => line.ToString());
        PrivateFile.Write(
            Path.Combine(settings.WorkDir, "vtysh.conf"), $"{string.Concat(kept)}\nservice integrated-vtysh-config\n");
    }

    private Task<ProcessResult> VtyshAsync(string[] arguments, CancellationToken cancellationToken) => runner.RunAsync(
        Vtysh,
        ["--config_dir", settings.WorkDir, "--vty_socket", settings.VtySocket, .. arguments],
        settings.QueryDeadline,
        cancellationToken);

    private string[] ReloadArguments() =>
    [
        // At its usual level the script logs every line that it applies.
        "--reload", "--stdout", "--log-level", "warning",
        "--vty_socket", settings.VtySocket,
        "--confdir", settings.WorkDir,
        "--rundir", settings.WorkDir,
        "--bindir", settings.BinDir,
        Candidate,
    ];
}
