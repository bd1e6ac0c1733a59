using System.Collections.Concurrent;
using System.Net.Sockets;
using FrrK8s.Lab.Network;
using FrrK8s.Lab.Processes;

namespace FrrK8s.Lab.Frr;

/// <summary>
/// A real FRR inside a namespace: its daemons are children of this process, its sockets and files are in one
/// folder. All instances stay in the machine's UTS namespace, so that FRR and vtysh agree on the host's name.
/// </summary>
public sealed class FrrInstance : IAsyncDisposable
{
    private const string Manager = "mgmtd";

    private static readonly TimeSpan FirstStartDeadline = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerDeadline = TimeSpan.FromSeconds(30);

    private readonly FrrRelease _release;
    private readonly NetworkNamespace _place;
    private readonly int? _bgpPort;
    private readonly ConcurrentDictionary<string, ChildProcess> _daemons = new(StringComparer.Ordinal);
    private readonly KeptVty _manager;

    private FrrInstance(FrrRelease release, NetworkNamespace place, string folder, int? bgpPort)
    {
        _release = release;
        _place = place;
        _bgpPort = bgpPort;
        Folder = folder;
        _manager = new KeptVty(SocketOf(Manager));
    }

    /// <summary>Holds the daemons' sockets, logs, `frr.conf` and `vtysh.conf`: vtysh's `--vty_socket` and `--config_dir`.</summary>
    public string Folder { get; }

    /// <summary>The daemons that were started, and not ended on purpose, in the order of their start.</summary>
    public IReadOnlyList<string> Daemons => [.. _release.Daemons.Where(_daemons.ContainsKey)];

    /// <summary>What its bgpd knows of IPv4.</summary>
    public BgpSpeaker Bgp => new(this, "ipv4");

    /// <summary>What its bgpd knows of IPv6.</summary>
    public BgpSpeaker Bgp6 => new(this, "ipv6");

    /// <summary>Starts daemons of the installed FRR, in the given order. Without a BGP port it is BGP's own.</summary>
    public static Task<FrrInstance> StartAsync(
        NetworkNamespace place, string folder, IReadOnlyList<string> daemons, int? bgpPort, CancellationToken cancellationToken) =>
        StartAsync(FrrRelease.Installed, place, folder, daemons, bgpPort, cancellationToken);

    /// <summary>Starts daemons of a release, in the given order, and waits until each one answers.</summary>
    public static async Task<FrrInstance> StartAsync(
        FrrRelease release,
        NetworkNamespace place,
        string folder,
        IReadOnlyList<string> daemons,
        int? bgpPort,
        CancellationToken cancellationToken)
    {
        var frr = new FrrInstance(release, place, folder, bgpPort);
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "vtysh.conf"), "service integrated-vtysh-config\n", cancellationToken);
            foreach (var daemon in daemons)
            {
                await frr.StartDaemonAsync(daemon, cancellationToken);
            }

            return frr;
        }
        catch
        {
            await frr.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks one daemon.</summary>
    public Task<VtyReply> AskAsync(string daemon, string command, CancellationToken cancellationToken) =>
        daemon == Manager ? _manager.AskAsync(command, cancellationToken) : VtySocket.AskAsync(SocketOf(daemon), command, cancellationToken);

    /// <summary>Types configuration lines, as an operator in vtysh would.</summary>
    public Task<string> ConfigureAsync(IEnumerable<string> lines, CancellationToken cancellationToken) =>
        VtyshAsync(["-c", "configure terminal", .. lines.SelectMany(line => new[] { "-c", line })], cancellationToken);

    /// <summary>Keeps mgmtd from everyone else until it is disposed, as a vtysh does that loads a file.</summary>
    public async Task<IDisposable> LockManagerAsync(CancellationToken cancellationToken)
    {
        var holder = await VtyConnection.OpenAsync(SocketOf(Manager), cancellationToken);
        try
        {
            await Wait.UntilAsync(
                async token => (await holder.AskAsync("configure terminal file-lock", token)) is { Code: not 0 } refusal ? refusal.Text : null,
                AnswerDeadline,
                cancellationToken);
            return holder;
        }
        catch
        {
            holder.Dispose();
            throw;
        }
    }

    /// <summary>Waits until no vtysh speaks to it; false when that does not end. It is looked for and not asked: to ask would be one more.</summary>
    public async Task<bool> IsLeftAloneAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Wait.UntilAsync(_ => Task.FromResult(HasVtysh() ? "a vtysh speaks to it" : null), AnswerDeadline / 2, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Adds a file of configuration text.</summary>
    public Task<string> LoadAsync(string file, CancellationToken cancellationToken) => VtyshAsync(["-f", file], cancellationToken);

    /// <summary>The configuration that runs now, of all daemons that answer.</summary>
    public async Task<string> RunningConfigAsync(CancellationToken cancellationToken)
    {
        if (!_daemons.ContainsKey(Manager))
        {
            return await VtyshAsync(["-c", "show running-config"], cancellationToken);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(AnswerDeadline);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var daemon in Daemons)
        {
            try
            {
                answers[daemon] = (await AskAsync(daemon, "show running-config", patience.Token)).Text;
            }
            catch (SocketException)
            {
                // As vtysh does.
            }
        }

        return RunningConfiguration.Join(answers);
    }

    /// <summary>The outcome of a vtysh that may fail.</summary>
    public Task<CommandResult> TryVtyshAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var words = VtyshWords(arguments);
        return Command.TryAsync(words[0], words[1..], cancellationToken: cancellationToken);
    }

    /// <summary>Ends a daemon without warning. It stays down until <see cref="StartDaemonAsync"/>.</summary>
    public async Task CrashDaemonAsync(string daemon)
    {
        await KillDaemonAsync(daemon);
        await StopDaemonAsync(daemon);
    }

    /// <summary>Ends a daemon without warning; whoever watches it finds it dead.</summary>
    public Task KillDaemonAsync(string daemon) =>
        _daemons.TryGetValue(daemon, out var child) ? child.KillAsync() : Task.CompletedTask;

    /// <summary>True for a daemon that ended and was not ended on purpose.</summary>
    public bool HasDied(string daemon) => _daemons.TryGetValue(daemon, out var child) && child.HasExited;

    /// <summary>Ends a daemon as an operator would. It stays down until <see cref="StartDaemonAsync"/>.</summary>
    public async Task StopDaemonAsync(string daemon)
    {
        if (_daemons.TryRemove(daemon, out var child))
        {
            await child.DisposeAsync();
        }
    }

    /// <summary>Makes a daemon hang: it lives, and does nothing until <see cref="ThawDaemon"/>.</summary>
    public void FreezeDaemon(string daemon) => Signal.Stop(_daemons[daemon].Id);

    /// <summary>Lets a daemon that hangs go on.</summary>
    public void ThawDaemon(string daemon) => Signal.Continue(_daemons[daemon].Id);

    /// <summary>Starts a daemon, without configuration, and waits until it answers. One that does not is started once more, as watchfrr would.</summary>
    public async Task StartDaemonAsync(string daemon, CancellationToken cancellationToken)
    {
        try
        {
            await StartDaemonAsync(daemon, FirstStartDeadline, cancellationToken);
        }
        catch (TimeoutException)
        {
            await CrashDaemonAsync(daemon);
            await StartDaemonAsync(daemon, StartDeadline, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // bgpd first: it takes its routes back from zebra.
        foreach (var daemon in _release.Daemons.Reverse())
        {
            await StopDaemonAsync(daemon);
        }

        _manager.Dispose();
    }

    private async Task StartDaemonAsync(string daemon, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var words = _release.Daemon(daemon, Folder);
        var logged = new FileInfo(LogFile(daemon)) is { Exists: true } log ? log.Length : 0;
        var child = _place.Start(daemon, words[0], [.. words[1..], .. Arguments(daemon)]);
        _daemons[daemon] = child;
        await Wait.UntilAsync(
            async token =>
            {
                child.ThrowIfExited();
                try
                {
                    await AskAsync(daemon, "show version", token);
                    return await HasLoggedAsync(daemon, logged, token) && await IsConnectedAsync(daemon, token)
                        ? null
                        : $"{daemon} is not ready for configuration";
                }
                catch (SocketException error)
                {
                    return $"{daemon} does not answer: {error.Message}";
                }
            },
            deadline,
            cancellationToken);
    }

    private bool HasVtysh() => Directory.EnumerateDirectories("/proc").Any(process =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")) is var words
                && words.Contains(Folder, StringComparison.Ordinal) && words.Contains("vtysh", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private string SocketOf(string daemon) => Path.Combine(Folder, $"{daemon}.vty");

    private string LogFile(string daemon) => Path.Combine(Folder, $"{daemon}.log");

    // The log may have lines of a daemon that ran before.
    private async Task<bool> HasLoggedAsync(string daemon, long since, CancellationToken cancellationToken)
    {
        if (_release.ReadyLine(daemon) is not { } line)
        {
            return true;
        }

        using var log = new StreamReader(LogFile(daemon));
        log.BaseStream.Seek(since, SeekOrigin.Begin);
        return (await log.ReadToEndAsync(cancellationToken)).Contains(line, StringComparison.Ordinal);
    }

    private async Task<bool> IsConnectedAsync(string daemon, CancellationToken cancellationToken) =>
        !_release.IsConfiguredByMgmtd(daemon)
        || (await AskAsync(Manager, "show mgmt backend-adapter all", cancellationToken))
            .Text.Contains(daemon, StringComparison.Ordinal);

    private string[] Arguments(string daemon)
    {
        string[] common =
        [
            "--vty_addr", "127.0.0.1", "--vty_port", "0", "--vty_socket", Folder, "--pid_file", Path.Combine(Folder, $"{daemon}.pid"),
            "--socket", Path.Combine(Folder, "zserv.api"), "--log", $"file:{LogFile(daemon)}",
        ];
        return daemon switch
        {
            "bgpd" when _bgpPort is { } port => [.. common, "--bgp_port", $"{port}"],
            _ => common,
        };
    }

    private Task<string> VtyshAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var words = VtyshWords(arguments);
        return Command.RunAsync(words[0], words[1..], cancellationToken: cancellationToken);
    }

    private string[] VtyshWords(IEnumerable<string> arguments) =>
        [.. _release.Vtysh(), "--vty_socket", Folder, "--config_dir", Folder, .. arguments];
}
