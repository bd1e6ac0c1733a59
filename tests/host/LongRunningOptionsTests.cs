using System.Text.Json;
using FrrK8s.Host.Cli;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests;

/// <summary>How the commands log that run on and on.</summary>
public sealed class LongRunningOptionsTests : IDisposable
{
    private const string Kubeconfig = """
        {apiVersion: v1, kind: Config, current-context: c, contexts: [{name: c, context: {cluster: k, user: u}}],
         clusters: [{name: k, cluster: {server: "https://127.0.0.1:1", insecure-skip-tls-verify: true}}], users: [{name: u, user: {token: t}}]}
        """;

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
        var lines = await StartedAsync(isTerminal, ["status-cleaner", "--restart-on-rotator-secret-refresh", .. chosen]);
        Assert.True(lines.Length > 1);
        Assert.All(lines, line => Assert.Equal(isJson, line.StartsWith('{')));
        if (isJson)
        {
            Assert.All(lines, line => JsonElement.Parse(line));
        }

        Assert.Single(lines, line => line.Contains("--restart-on-rotator-secret-refresh has no effect", StringComparison.Ordinal));
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
