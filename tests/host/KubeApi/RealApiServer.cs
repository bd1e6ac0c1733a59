using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FrrK8s.KubeApi;
using FrrK8s.KubeApi.Http;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>A real kube-apiserver over a real etcd, from the folder that `KUBEBUILDER_ASSETS` names. Both end with it, and so do their files.</summary>
internal sealed class RealApiServer : IAsyncDisposable
{
    private const string Variable = "KUBEBUILDER_ASSETS";
    private const int MostTries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Each takes some hundred MB: tests that run beside each other wait for their turn.</summary>
    private static readonly SemaphoreSlim Places = new(2, 2);

    private readonly string _assets;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("frrk8s-envtest-");
    private readonly List<ChildProcess> _processes = [];

    private RealApiServer(string assets) => (_assets, Arguments) = (assets, new RealApiServerArguments(_folder.FullName, FreePort(), FreePort()));

    /// <summary>The folder of the programs; null when none is named.</summary>
    public static string? Assets => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>How the programs were called.</summary>
    public RealApiServerArguments Arguments { get; }

    /// <summary>The token that may do everything.</summary>
    public string Token { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>What clients trust.</summary>
    public string AuthorityPem { get; private set; } = "";

    /// <summary>Starts both, and waits until they answer.</summary>
    /// <param name="assets">The folder of the programs.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<RealApiServer> StartAsync(string assets, CancellationToken cancellationToken)
    {
        await Places.WaitAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var server = new RealApiServer(assets);
            try
            {
                server.WriteFiles();
                await server.RunAsync(cancellationToken);
                return server;
            }
            catch (CommandFailedException taken) when (attempt < MostTries && taken.Message.Contains("address already in use", StringComparison.Ordinal))
            {
                // A port that was free a moment ago is somebody else's now.
                await server.EndAsync();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Places.Release();
    }

    private async Task EndAsync()
    {
        // The API server first: it would only complain that etcd is gone. Nothing is to be saved, and it takes its time to end by itself.
        foreach (var process in Enumerable.Reverse(_processes))
        {
            await process.KillAsync();
            await process.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private string Program(string name)
    {
        var path = Path.Combine(_assets, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{Variable} names `{_assets}`, and there is no `{name}` in it");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void WriteFiles()
    {
        using var certificate = new ServerCertificate(TimeProvider.System.GetUtcNow());
        AuthorityPem = certificate.AuthorityPem;
        File.WriteAllText(Arguments.CertificatePath, certificate.Certificate.ExportCertificatePem());
        using (var key = certificate.Certificate.GetECDsaPrivateKey()!)
        {
            Kubeconfig.Write(Arguments.KeyPath, key.ExportPkcs8PrivateKeyPem());
        }

        using (var key = RSA.Create(2048))
        {
            Kubeconfig.Write(Arguments.ServiceAccountKeyPath, key.ExportRSAPrivateKeyPem());
        }

        Kubeconfig.Write(Arguments.TokensPath, RealApiServerArguments.TokenLine(Token));
        Kubeconfig.Write(Arguments.KubeconfigPath, Kubeconfig.Text(Arguments.Url, AuthorityPem, Token));
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var plain = new HttpClient();
        _processes.Add(ChildProcess.Start("etcd", Program("etcd"), Arguments.Etcd));
        await ReadyAsync(plain, new Uri($"{Arguments.EtcdUrl}/health"), cancellationToken);
        _processes.Add(ChildProcess.Start("kube-apiserver", Program("kube-apiserver"), Arguments.ApiServer));
        using var trusting = ApiServerUnderTest.ClientOf(Arguments.Url, AuthorityPem, Token);
        await ReadyAsync(trusting, new Uri(Arguments.Url, "/readyz"), cancellationToken);
    }

    private async Task ReadyAsync(HttpClient client, Uri url, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        while (true)
        {
            if (_processes[^1].HasExited)
            {
                // Until all is read that it said.
                await _processes[^1].StopAsync();
                _processes[^1].ThrowIfExited();
            }

            try
            {
                using var answer = await client.GetAsync(url, deadline.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException(
                    $"{_processes[^1].Name} is not ready after {Patience.TotalSeconds} s: {string.Join(" | ", _processes[^1].LastLines.TakeLast(5))}", late);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }
}
