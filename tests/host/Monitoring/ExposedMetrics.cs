using System.Net;
using System.Text.RegularExpressions;
using FrrK8s.Host.Controller;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.Host.Web;
using FrrK8s.Host.Webhook;
using FrrK8s.HostTests.Kubernetes;
using FrrK8s.HostTests.Support;
using NodeSettings = FrrK8s.Host.Node.NodeSettings;

namespace FrrK8s.HostTests.Monitoring;

/// <summary>What the daemon and the controller expose, scraped from both as they run on an API server.</summary>
internal static partial class ExposedMetrics
{
    /// <summary>Both pages.</summary>
    public static async Task<(string Daemon, string Controller)> ScrapeAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.LabelAsync("worker");
        await cluster.ConfigureAsync("a");
        var kubernetes = new KubernetesSettings(cluster.Connection, Cluster.Namespace, "");
        using var state = new TempFolder();
        using var install = new FakeInstall();
        var daemon = new DaemonSettings(
            null,
            state.Path,
            new NodeSettings { NodeName = Cluster.Node },
            install.Settings with { WorkDir = state.File("work") },
            new NodeLoopSettings())
        {
            Kubernetes = kubernetes,
            Web = new WebSettings { Metrics = new IPEndPoint(IPAddress.Loopback, 0) },
        };
        var hook = new HookSettings(0, new AdmissionSettings(Cluster.Namespace), new Host.Certificates.CertificateSettings(Cluster.Namespace, "hook")) { Address = IPAddress.Loopback };
        var controller = new ControllerSettings(kubernetes, hook, null) { Metrics = new IPEndPoint(IPAddress.Loopback, 0) };
        return (
            await ScrapeAsync((log, token) => Daemon.RunAsync(daemon, log, TimeProvider.System, token), "frrk8s_node_condition{condition=\"Applied\",status=\"true\"} 1"),
            await ScrapeAsync((log, token) => ControllerProcess.RunAsync(controller, log, TimeProvider.System, token), "use=\"webhook\""));
    }

    private static async Task<string> ScrapeAsync(Func<TextWriter, CancellationToken, Task> run, string until)
    {
        await using var text = new StringWriter();
        var log = TextWriter.Synchronized(text);
        using var stop = new CancellationTokenSource();
        var running = run(log, stop.Token);
        using var http = new HttpClient();
        var page = "";
        await Eventually.TrueAsync(
            async () =>
            {
                if (Address().Match(text.ToString()) is { Success: true } found)
                {
                    page = await http.GetStringAsync(new Uri($"{found.Value}/metrics"));
                }

                return page.Contains(until, StringComparison.Ordinal);
            },
            $"the page has {until}",
            () => $"{text}\n{page}");
        await stop.CancelAsync();
        await running;
        return page;
    }

    [GeneratedRegex(@"(?<=metrics[^\n]*)http://127\.0\.0\.1:\d+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
