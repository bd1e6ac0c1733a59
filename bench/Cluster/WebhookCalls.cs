using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FrrK8s.Bench.Apply;
using FrrK8s.Bench.Inputs;
using FrrK8s.Bench.Measuring;
using FrrK8s.Host.Certificates;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Webhook;
using FrrK8s.KubeApi;
using Microsoft.Extensions.Logging.Abstractions;

namespace FrrK8s.Bench.Cluster;

/// <summary>The webhook as the API server of a large cluster calls it: over HTTPS, with all that it asks anew before it refuses.</summary>
internal static class WebhookCalls
{
    public const string Name = "webhook";

    private const int Runs = 51;
    private const double TargetMs = 50;

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var server = await KubeApiServer.StartAsync(new KubeApiOptions { Namespaces = [Population.Namespace] }, cancellationToken);
        await Ticking.DuringAsync("filling the API server", Task.Run(() => Population.Fill(server), cancellationToken));
        var folder = Directory.CreateTempSubdirectory("frrk8s-webhook-");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var client = new ApiClient(KubeConfiguration.Load(server.KubeconfigPath, "bench"), new ApiClientSettings(), TimeProvider.System);
        var made = CertificateMaker.Make(["localhost"], "", TimeProvider.System.GetUtcNow());
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "tls.crt"), made.Certificate, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "tls.key"), made.Key, cancellationToken);
        var settings = new HookSettings(
            0, new AdmissionSettings(Population.Namespace), new CertificateSettings(Population.Namespace, "webhook"))
        {
            Address = IPAddress.Loopback,
            CertificateFolder = folder.FullName,
        };
        var log = NullLogger.Instance;
        var service = new HookService(client, settings, new ApiHealth(log), log, TimeProvider.System);
        var running = Task.Run(() => service.RunAsync(stop.Token), CancellationToken.None);
        try
        {
            using var http = ClientOf(await service.Port.WaitAsync(cancellationToken), made.Authorities);
            await Ticking.DuringAsync("the webhook reads the cluster", ReadyAsync(http, cancellationToken));
            List<SingleFigure> figures =
            [
                .. await MeasureAsync(http, "let in, for one node", Review(Manifest.Router(Population.Objects), Selector(Population.Other(1))), cancellationToken),
                .. await MeasureAsync(http, "refused on all nodes", Review(Manifest.Router(Population.Objects, asn: 64999)), cancellationToken),
            ];
            Console.WriteLine($"one admission over HTTPS beside {Population.Nodes:N0} nodes and {Population.Objects:N0} objects, with what is asked anew");
            Console.WriteLine(string.Join('\n', figures.Select(figure => $"  {figure}")));
            Console.WriteLine($"  {await FigureFile.WriteAsync(Name, figures)}{Environment.NewLine}");
        }
        finally
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<SingleFigure>> MeasureAsync(HttpClient http, string what, string review, CancellationToken cancellationToken)
    {
        var took = new List<double>();

        // The first one is that of a cold program.
        for (var run = 0; run <= Runs; run++)
        {
            var begin = Stopwatch.GetTimestamp();
            using var content = new StringContent(review, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var answer = await http.PostAsync(new Uri(HookHandler.ValidatePath, UriKind.Relative), content, cancellationToken);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            if (run > 0)
            {
                took.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }
        }

        return [new($"{what}, median of {Runs}", Timing.Median(took), "ms", TargetMs), new($"{what}, most", took.Max(), "ms")];
    }

    private static async Task ReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative), cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    private static HttpClient ClientOf(int port, string authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(authorities);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
        return new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{port}") };
    }

    private static string Selector(string node) => $$"""{ "matchLabels": { "kubernetes.io/hostname": "{{node}}" } }""";

    // Nothing is stored, so each is the same question.
    private static string Review(string router, string selector = "") =>
        $$"""
        {
          "apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
          "request": {
            "uid": "1", "operation": "CREATE", "dryRun": true,
            "kind": { "group": "frrk8s.metallb.io", "version": "v1beta1", "kind": "FRRConfiguration" },
            "object": {{Manifest.Of(Population.Objects, router, selector).GetRawText()}}
          }
        }
        """;
}
