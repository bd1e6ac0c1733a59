using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using FrrK8s.Host.Cli;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Metrics;
using FrrK8s.Host.Web;
using FrrK8s.HostTests.Sessions;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab;
using Microsoft.Extensions.Logging.Abstractions;

namespace FrrK8s.HostTests.Web;

/// <summary>What is served over HTTP and HTTPS, and to whom.</summary>
public sealed class WebServerTests : IDisposable
{
    private static readonly IPEndPoint Any = new(IPAddress.Loopback, 0);

    private readonly TempFolder _folder = new();
    private readonly FakeApi _api = new();
    private readonly ManualTime _time = new();

    private readonly X509ChainPolicy _trust = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
    private readonly HttpClient _client;

    public WebServerTests() =>
        _client = new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = _trust } });

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Metrics_are_served_in_the_text_format()
    {
        await using var server = await StartAsync(new WebSettings { Metrics = Any });
        using var answer = await _client.GetAsync(new Uri(server.Addresses[0], "/metrics"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(MetricsText.ContentType, answer.Content.Headers.ContentType!.ToString());
        Assert.Contains("frrk8s_build_info{", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/healthz", HttpStatusCode.NotFound)]
    [InlineData("POST", "/metrics", HttpStatusCode.MethodNotAllowed)]
    public async Task Nothing_else_is_served_there(string method, string path, HttpStatusCode status)
    {
        await using var server = await StartAsync(new WebSettings { Metrics = Any });
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Addresses[0], path));
        using var answer = await _client.SendAsync(request);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Health_and_metrics_are_told_apart_by_their_ports()
    {
        await using var server = await StartAsync(new WebSettings { Metrics = Any, Health = Any });
        Assert.Equal(2, server.Addresses.Count);
        var statuses = await Task.WhenAll(server.Addresses.Select(StatusAsync));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound], statuses.Order());

        async Task<HttpStatusCode> StatusAsync(Uri address)
        {
            using var answer = await _client.GetAsync(new Uri(address, "/healthz"));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_port_in_use_is_an_error_that_names_the_option()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var problem = await Assert.ThrowsAsync<UsageException>(() => StartAsync(new WebSettings { Health = (IPEndPoint)other.LocalEndpoint }));
        Assert.Equal($"--health-probe-bind-address: `{other.LocalEndpoint}` cannot be listened on: the port is in use; another address is allowed, or 0 for none", problem.Message);
    }

    [Theory]
    [InlineData(null, false, false, HttpStatusCode.Unauthorized)]
    [InlineData("Basic eDp5", false, false, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer t0ken", false, false, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer t0ken", true, false, HttpStatusCode.Forbidden)]
    [InlineData("Bearer t0ken", true, true, HttpStatusCode.OK)]
    public async Task Over_https_the_API_server_says_who_may_read(string? authorization, bool isKnown, bool isAllowed, HttpStatusCode expected)
    {
        var asked = "";
        _api.Review = (resource, body) =>
        {
            asked += body.GetRawText();
            return resource == ApiResources.TokenReviews
                ? $$$"""{"status":{"authenticated":{{{(isKnown ? "true" : "false")}}},"user":{"username":"prom","groups":["g1"],"extra":{"e":["1"]}} } }"""
                : $$"""{"status":{"allowed":{{(isAllowed ? "true" : "false")}} } }""";
        };
        WriteCertificate("one");
        await using var server = await StartAsync(new WebSettings { Metrics = Any, MetricsCertDir = _folder.Path }, new ReviewedAccess(_api, _time));
        Assert.Equal("https", server.Addresses[0].Scheme);
        Assert.Equal(expected, await ScrapeAsync(server, authorization));
        if (isKnown)
        {
            Assert.Contains("""{"user":"prom","uid":"","groups":["g1"],"extra":{"e":["1"]},"nonResourceAttributes":{"path":"/metrics","verb":"get"}}""", asked, StringComparison.Ordinal);
        }

        // What was said holds for a minute, and not for longer.
        var before = _api.Requests.Count;
        Assert.Equal(expected, await ScrapeAsync(server, authorization));
        Assert.Equal(before, _api.Requests.Count);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(expected, await ScrapeAsync(server, authorization));
        Assert.Equal(2 * before, _api.Requests.Count);
    }

    [Fact]
    public async Task Without_an_API_server_nobody_reads_over_https_and_no_token_is_told()
    {
        _api.Fail = _ => throw new ApiException(0, ApiException.Unreachable, "the API server cannot be reached");
        var page = await new ReviewedAccess(_api, _time).RefuseAsync("Bearer t0ken", CancellationToken.None);
        Assert.Equal(503, page!.Status);
        Assert.DoesNotContain("t0ken", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_changes_is_used_and_one_that_is_broken_is_not()
    {
        WriteCertificate("one");
        var folder = new CertificateFolder(_folder.Path, NullLogger.Instance, _time);
        Assert.Equal("CN=one", folder.Current().TargetCertificate.Subject);
        _folder.Write("tls.crt", "no certificate");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=one", folder.Current().TargetCertificate.Subject);
        WriteCertificate("two");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=two", folder.Current().TargetCertificate.Subject);
    }

    [Fact]
    public void A_certificate_of_a_mounted_Secret_is_renewed_by_a_link()
    {
        Mount("one");
        var folder = new CertificateFolder(_folder.Path, NullLogger.Instance, _time);
        Mount("two");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=two", folder.Current().TargetCertificate.Subject);

        // As a kubelet does: the files are links into a link to a folder, and only that one is swapped.
        void Mount(string name)
        {
            var version = Directory.CreateDirectory(_folder.File($"..{name}")).FullName;
            File.Delete(_folder.File("..data"));
            Directory.CreateSymbolicLink(_folder.File("..data"), version);
            foreach (var file in (string[])["tls.crt", "tls.key"])
            {
                File.Delete(_folder.File(file));
                File.CreateSymbolicLink(_folder.File(file), Path.Combine("..data", file));
            }

            WriteCertificate(name);
        }
    }

    [Fact]
    public async Task A_folder_without_a_certificate_is_an_error_that_names_the_option()
    {
        var problem = await Assert.ThrowsAsync<UsageException>(() => StartAsync(new WebSettings { Metrics = Any, MetricsCertDir = _folder.Path }));
        Assert.StartsWith($"--metrics-cert-dir: `{_folder.Path}` has no usable tls.crt and tls.key: ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:7573", "127.0.0.1:7573")]
    [InlineData(":9140", "[::]:9140")]
    [InlineData("[::1]:80", "[::1]:80")]
    [InlineData("0.0.0.0:9140", "0.0.0.0:9140")]
    [InlineData("localhost:1", "127.0.0.1:1")]
    [InlineData("0", null)]
    [InlineData("", null)]
    public void An_address_is_read(string text, string? endPoint) => Assert.Equal(endPoint, ListenAddress.Parse("--x", text)?.ToString());

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:99999")]
    [InlineData("::1:80")]
    [InlineData("[127.0.0.1]:80")]
    [InlineData("nohost:80")]
    [InlineData("7573")]
    public void What_is_no_address_is_refused(string text) =>
        Assert.Contains($"`{text}`", Assert.Throws<UsageException>(() => ListenAddress.Parse("--x", text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("VersionTLS12", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305", true)]
    [InlineData("VersionTLS13", "", true)]
    [InlineData("", "", true)]
    [InlineData("VersionTLS13", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", false)]
    [InlineData("VersionTLS11", "", false)]
    [InlineData("VersionTLS12", "aes", false)]
    public void The_settings_of_tls_are_those_of_the_Go_daemon(string version, string suites, bool isAllowed)
    {
        if (isAllowed)
        {
            Assert.Equal(suites.Split(',', StringSplitOptions.RemoveEmptyEntries).Length, TlsSettings.Parse(version, suites).CipherSuites.Count);
        }
        else
        {
            Assert.Throws<UsageException>(() => TlsSettings.Parse(version, suites));
        }
    }

    private async Task<WebServer> StartAsync(WebSettings settings, IMetricsAccess? access = null)
    {
        var vty = new VtyClient(new FrrSettings { VtySocket = _folder.Path, WorkDir = _folder.Path }, _time);
        var sites = new NodeSites(
            settings, new MetricsPage([new ProcessMetrics()]), new NodeHealth(TimeSpan.FromMinutes(1), _time), new FrrLiveness(vty, _time), access ?? new OpenAccess());
        return await WebServer.StartAsync(sites.All(NullLogger.Instance, _time), NullLogger.Instance, CancellationToken.None);
    }

    private async Task<HttpStatusCode> ScrapeAsync(WebServer server, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Addresses[0], "/metrics"));
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }

    private void WriteCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        _folder.Write("tls.key", key.ExportPkcs8PrivateKeyPem());
        _folder.Write("tls.crt", certificate.ExportCertificatePem());
        _trust.CustomTrustStore.Add(certificate);
    }
}
