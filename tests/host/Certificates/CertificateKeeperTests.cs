using System.Text.Json;
using FrrK8s.Host.Certificates;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.Rules;

namespace FrrK8s.HostTests.Certificates;

/// <summary>The Secret and the trust in it, on an API server.</summary>
public sealed class CertificateKeeperTests : IAsyncLifetime, IDisposable
{
    private readonly CertificateSettings _settings = new(ApiServerUnderTest.Namespace, "hook") { Propagation = TimeSpan.Zero };
    private ApiServerUnderTest _server = null!;
    private ApiClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServerUnderTest.StartAsync();
        _client = new ApiClient(KubeConfiguration.Load(_server.KubeconfigPath, "test"), new ApiClientSettings(), TimeProvider.System);
        await _client.CreateAsync(ApiResources.ValidatingWebhookConfigurations, null, JsonElement.Parse(
            $$"""
            {
              "apiVersion": "admissionregistration.k8s.io/v1", "kind": "ValidatingWebhookConfiguration", "metadata": { "name": "{{_settings.WebhookConfiguration}}" },
              "webhooks": [ {
                "name": "a.metallb.io", "admissionReviewVersions": ["v1"], "sideEffects": "None",
                "clientConfig": { "service": { "name": "hook", "namespace": "{{ApiServerUnderTest.Namespace}}", "path": "/x" } }, "rules": []
              } ]
            }
            """), default);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Replicas_that_start_together_agree()
    {
        var served = Enumerable.Range(0, 6).Select(_ => new ServedCertificate()).ToList();
        await Task.WhenAll(served.Select(one => Task.Run(() => Keeper(one).KeepAsync(default))));
        var set = await SharedAsync();
        Assert.All(served, one => Assert.True(one.Is(set.Certificate)));
        Assert.Equal(set.Authorities, await TrustAsync());
    }

    [Fact]
    public async Task An_empty_secret_of_a_deployment_is_filled()
    {
        await _client.CreateAsync(ApiResources.Secrets, ApiServerUnderTest.Namespace, CertificateSecret.Empty(ApiServerUnderTest.Namespace, _settings.Secret), default);
        var served = new ServedCertificate();
        await Keeper(served).KeepAsync(default);
        Assert.True(served.Is((await SharedAsync()).Certificate));
    }

    [Fact]
    public async Task What_is_good_stays_and_lost_trust_comes_back()
    {
        var served = new ServedCertificate();
        await Keeper(served).KeepAsync(default);
        var before = await SharedAsync();
        await _client.PatchAsync(
            ApiResources.ValidatingWebhookConfigurations,
            null,
            _settings.WebhookConfiguration,
            null,
            ApiPatch.Json,
            JsonElement.Parse("""[ { "op": "remove", "path": "/webhooks/0/clientConfig/caBundle" } ]"""),
            default);
        await Keeper(served).KeepAsync(default);
        Assert.Equal(before.Certificate, (await SharedAsync()).Certificate);
        Assert.Equal(before.Authorities, await TrustAsync());
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_and_the_former_authority_stays_trusted()
    {
        var old = CertificateMaker.Make(_settings.DnsNames, "", TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(300));
        var secret = CertificateSecret.With(CertificateSecret.Empty(ApiServerUnderTest.Namespace, _settings.Secret), old);
        await _client.CreateAsync(ApiResources.Secrets, ApiServerUnderTest.Namespace, secret, default);
        var served = new ServedCertificate();
        served.Set(old.Certificate, old.Key);
        await Keeper(served).KeepAsync(default);
        var renewed = await SharedAsync();
        Assert.NotEqual(old.Certificate, renewed.Certificate);
        Assert.True(served.Is(renewed.Certificate));
        Assert.EndsWith(old.Authorities, renewed.Authorities);
        Assert.Equal(renewed.Authorities, await TrustAsync());
    }

    private CertificateKeeper Keeper(ServedCertificate served) => new(
        _client, _settings, served, new Slot(), new LineLogger(TextWriter.Null, new LogLevelSwitch(LogLevel.None), TimeProvider.System), TimeProvider.System);

    private async Task<CertificateSet> SharedAsync() =>
        CertificateSecret.Read(await _client.GetAsync(ApiResources.Secrets, ApiServerUnderTest.Namespace, _settings.Secret, default))!;

    private async Task<string> TrustAsync()
    {
        var found = await _client.GetAsync(ApiResources.ValidatingWebhookConfigurations, null, _settings.WebhookConfiguration, default);
        return System.Text.Encoding.UTF8.GetString(found.GetProperty("webhooks")[0].GetProperty("clientConfig").GetProperty("caBundle").GetBytesFromBase64());
    }
}
