using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Web;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>Who somebody is and what he may, as the API server says it and as the product asks for it.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private ApiServerUnderTest _server = null!;

    public async Task InitializeAsync() => _server = await ApiServerUnderTest.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Tokens_and_access_are_reviewed()
    {
        var token = await _server.ServiceAccountTokenAsync("scraper");
        await _server.AllowAsync("scraper", "/metrics");
        var review = await _server.CreateAsync(
            "/apis/authentication.k8s.io/v1/tokenreviews",
            $"{{apiVersion: authentication.k8s.io/v1, kind: TokenReview, spec: {{token: {token}}}}}");
        Assert.Equal($"system:serviceaccount:{ApiServerUnderTest.Namespace}:scraper", (string?)review["status"]!["user"]!["username"]);
        await Eventually.TrueAsync(() => MayAsync("/metrics"), "the rule is known");
        Assert.False(await MayAsync("/debug"));
    }

    [Fact]
    public async Task Metrics_are_for_those_whom_the_API_server_lets_read_them()
    {
        using var client = new ApiClient(KubeConfiguration.Load(_server.KubeconfigPath, "n1"), new ApiClientSettings(), TimeProvider.System);
        var (reader, other) = (await _server.ServiceAccountTokenAsync("reader"), await _server.ServiceAccountTokenAsync("other"));
        await _server.AllowAsync("reader", "/metrics");
        Assert.Equal(401, await StatusAsync(null));
        Assert.Equal(401, await StatusAsync("Bearer nobody"));
        Assert.Equal(403, await StatusAsync($"Bearer {other}"));
        await Eventually.TrueAsync(async () => await StatusAsync($"Bearer {reader}") == 200, "the reader may");

        // What one of them was told holds for a minute.
        async Task<int> StatusAsync(string? authorization) =>
            (await new ReviewedAccess(client, TimeProvider.System).RefuseAsync(authorization, CancellationToken.None))?.Status ?? 200;
    }

    private async Task<bool> MayAsync(string path)
    {
        var access = await _server.CreateAsync("/apis/authorization.k8s.io/v1/subjectaccessreviews", $$"""
            {apiVersion: authorization.k8s.io/v1, kind: SubjectAccessReview,
             spec: {user: "system:serviceaccount:{{ApiServerUnderTest.Namespace}}:scraper", nonResourceAttributes: {path: {{path}}, verb: get} } }
            """);
        return (bool)access["status"]!["allowed"]!;
    }
}
