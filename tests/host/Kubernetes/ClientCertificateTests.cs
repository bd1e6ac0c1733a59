using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.Support;
using FrrK8s.KubeApi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace FrrK8s.HostTests.Kubernetes;

/// <summary>A kubeconfig with a client certificate, on a server that says whose certificate it sees.</summary>
public sealed class ClientCertificateTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly ServerCertificate _certificate = new(TimeProvider.System.GetUtcNow());
    private WebApplication _server = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(https =>
        {
            https.ServerCertificate = _certificate.Certificate;
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (_, _, _) => true;
        })));
        _server = builder.Build();
        _server.Run(http => http.Response.WriteAsJsonAsync(new { kind = "Node", metadata = new { name = http.Connection.ClientCertificate!.Subject } }));
        await _server.StartAsync();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_certificate_that_is_renewed_is_shown(bool isInside)
    {
        Write("one", isInside);
        var connection = KubeConfiguration.Load(_folder.File("kubeconfig"), "test", _time);
        using var client = new ApiClient(connection, new ApiClientSettings(), TimeProvider.System);
        Assert.Equal("CN=one", await SeenAsync());
        Write("two", isInside);
        Assert.Equal("CN=one", await SeenAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=two", await SeenAsync());

        // A key that is not the certificate's is half of a change.
        var good = Write("three", isInside);
        _folder.Write("client.key", "nothing");
        await File.WriteAllTextAsync(_folder.File("kubeconfig"), isInside ? "nothing" : good);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=two", await SeenAsync());
        Write("four", isInside);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CN=four", await SeenAsync());

        async Task<string> SeenAsync() =>
            (await client.GetAsync(ApiResources.Nodes, null, "n", default)).GetProperty("metadata").GetProperty("name").GetString()!;
    }

    private string Write(string name, bool isInside)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var (certificate, secret) = (made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        _folder.Write("client.crt", certificate);
        _folder.Write("client.key", secret);
        var user = isInside
            ? $"client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(secret)}"
            : "client-certificate: client.crt, client-key: client.key";
        var text = $$"""
            apiVersion: v1
            kind: Config
            current-context: c
            clusters: [{name: k, cluster: {server: "{{_server.Urls.First()}}", certificate-authority-data: {{Base64(_certificate.AuthorityPem)}} } }]
            contexts: [{name: c, context: {cluster: k, user: u} }]
            users: [{name: u, user: { {{user}} } }]
            """;
        _folder.Write("kubeconfig", text);
        return text;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
