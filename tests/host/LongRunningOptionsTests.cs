using System.CommandLine;
using System.Text.Json;
using FrrK8s.Host.Cli;
using FrrK8s.Host.Node;
using FrrK8s.HostTests.Support;
using FrrK8s.Rules;

namespace FrrK8s.HostTests;

/// <summary>What the commands have in common that run on and on: how they log, and what they take of the Go programs.</summary>
public sealed class LongRunningOptionsTests : IDisposable
{
    private const string Kubeconfig = """
        {apiVersion: v1, kind: Config, current-context: c, contexts: [{name: c, context: {cluster: k, user: u}}],
         clusters: [{name: k, cluster: {server: "https://127.0.0.1:1", insecure-skip-tls-verify: true}}], users: [{name: u, user: {token: t}}]}
        """;

    private static readonly string[] Shared =
        ["--pprof-bind-address=:6060", "--zap-devel", "--zap-encoder=json", "--zap-log-level", "3", "--zap-stacktrace-level=error", "--zap-time-encoding=iso8601"];

    private static readonly string[] OfDaemon =
        ["--poll-interval=2m", "--metrics-port=9141", "--metrics-path=/metrics", "--tls-cert-file=/x", "--tls-private-key-file", "/y"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, null, true)]
    [InlineData(true, null, false)]
    [InlineData(false, "text", false)]
    [InlineData(true, "json", true)]
    public async Task A_controller_logs_json_unless_somebody_looks(bool isTerminal, string? format, bool isJson)
    {
        string[] chosen = format is null ? [] : ["--log-format", format];
        var lines = await StartedAsync(isTerminal, ["status-cleaner", "--restart-on-rotator-secret-refresh", .. Shared, .. chosen]);
        Assert.True(lines.Length > 1);
        Assert.All(lines, line => Assert.Equal(isJson, line.StartsWith('{')));
        if (isJson)
        {
            Assert.All(lines, line => JsonElement.Parse(line));
        }

        Assert.Single(lines, line => line.Contains("--restart-on-rotator-secret-refresh has no effect", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("--zap-devel has no effect", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_daemon_takes_the_flags_of_the_programs_that_it_replaces()
    {
        var (code, _, error) = await CommandLine.RunAsync(
            ["daemon", "--state-dir", _folder.Path, "--kubeconfig", _folder.File("nothing"), .. Shared, .. OfDaemon]);
        Assert.Equal(2, code);
        Assert.StartsWith("error: --kubeconfig: `", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("--zap-", (await CommandLine.RunAsync(["daemon", "--help"])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_flag_without_effect_is_said_once_with_what_takes_its_place()
    {
        var (command, ignored, log) = (new Command("daemon"), new IgnoredOptions(isDaemon: true), new StringWriter());
        ignored.AddTo(command);
        ignored.Say(command.Parse([.. Shared, .. OfDaemon]), new LineLogger(log, new LogLevelSwitch(LogLevel.Info), TimeProvider.System));
        var lines = log.ToString().TrimEnd().Split('\n');
        Assert.Equal(11, lines.Length);
        Assert.All(lines, line => Assert.Matches(" warn --[a-z-]+ has no effect: .+", line));
        Assert.Contains(lines, line => line.EndsWith("--metrics-port has no effect: the port is said with --metrics-bind-address ADDRESS:PORT", StringComparison.Ordinal));

        log.GetStringBuilder().Clear();
        ignored.Say(command.Parse([]), new LineLogger(log, new LogLevelSwitch(LogLevel.Info), TimeProvider.System));
        Assert.Empty(log.ToString());
    }

    private async Task<string[]> StartedAsync(bool isTerminal, string[] arguments)
    {
        var log = new StringWriter();
        var terminal = new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Synchronized(log)) { ShowsProgress = isTerminal };
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => FrrK8sCommand.RunAsync(
            [.. arguments, "--kubeconfig", _folder.Write("kubeconfig", Kubeconfig), "--namespace", "x"], terminal, stop.Token));
        await Eventually.TrueAsync(
            () => running.IsCompleted || log.ToString().Contains("status cleaner", StringComparison.Ordinal), "it runs");
        await stop.CancelAsync();
        Assert.Equal(0, await running);
        return log.ToString().TrimEnd().Split('\n');
    }
}
