using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Cli;

/// <summary>Flags of the Go programs that have no effect here. They are taken, so that manifests that were written for those go on working, and not shown.</summary>
internal sealed class IgnoredOptions
{
    private const string Logging = "the log is set with --log-level and --log-format";
    private const string Certificate = "metrics are served with the tls.crt and tls.key of --metrics-cert-dir";

    // Of all programs, and of those beside the daemon that are one process with it here.
    private static readonly (string Flag, string Instead)[] OfAll =
    [
        ("--pprof-bind-address", "there is no profile to serve; /metrics has memory and processor time"),
        ("--zap-encoder", Logging),
        ("--zap-log-level", Logging),
        ("--zap-stacktrace-level", Logging),
        ("--zap-time-encoding", Logging),
    ];

    private static readonly (string Flag, string Instead)[] OfDaemon =
    [
        ("--poll-interval", "FRR's sessions are looked at each second"),
        ("--metrics-port", "the port is said with --metrics-bind-address ADDRESS:PORT"),
        ("--metrics-path", "the path is /metrics"),
        ("--tls-cert-file", Certificate),
        ("--tls-private-key-file", Certificate),
    ];

    private readonly List<(Option Option, string Instead)> _options;

    /// <summary>The flags of the daemon, or of the process beside it.</summary>
    public IgnoredOptions(bool isDaemon) => _options =
    [
        .. OfAll.Concat(isDaemon ? OfDaemon : []).Select(known => ((Option)new Option<string?>(known.Flag) { Hidden = true }, known.Instead)),
        (new Option<bool>("--zap-devel") { Hidden = true }, Logging),
    ];

    /// <summary>Declares the flags on a command.</summary>
    public void AddTo(Command command) => _options.ForEach(known => command.Options.Add(known.Option));

    /// <summary>Says which were given.</summary>
    public void Say(ParseResult line, ILogger logger)
    {
        foreach (var (option, instead) in _options.Where(known => line.GetResult(known.Option) is { Implicit: false }))
        {
            Say(option.Name, instead, logger);
        }
    }

    /// <summary>Says that one has no effect.</summary>
    public static void Say(string flag, string instead, ILogger logger) => logger.LogWarning("{Flag} has no effect: {Instead}", flag, instead);
}
