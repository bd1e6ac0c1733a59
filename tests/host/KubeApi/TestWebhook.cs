using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>A webhook that answers as a test wants.</summary>
internal sealed class TestWebhook : IAsyncDisposable
{
    private readonly ServerCertificate _certificate = new(TimeProvider.System.GetUtcNow());
    private readonly WebApplication _app;

    private TestWebhook(Func<JsonObject, JsonObject> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(_certificate.Certificate)));
        _app = builder.Build();
        _app.Run(async http =>
        {
            var request = (await JsonNode.ParseAsync(http.Request.Body))!["request"]!.AsObject();
            Requests.Enqueue(request);
            var response = answer(request);
            response["uid"] = request["uid"]!.DeepClone();
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(new JsonObject
            {
                ["apiVersion"] = "admission.k8s.io/v1",
                ["kind"] = "AdmissionReview",
                ["response"] = response,
            }.ToJsonString());
        });
    }

    /// <summary>What it was asked.</summary>
    public ConcurrentQueue<JsonObject> Requests { get; } = new();

    /// <summary>Starts one.</summary>
    public static async Task<TestWebhook> StartAsync(Func<JsonObject, JsonObject> answer)
    {
        var webhook = new TestWebhook(answer);
        await webhook._app.StartAsync();
        return webhook;
    }

    /// <summary>The configuration that names it, and what is different in it.</summary>
    public string Configuration(string name, string more = "", bool isTrusted = true)
    {
        var authority = isTrusted ? _certificate.AuthorityPem : OtherAuthority();
        return $$"""
            {apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration, metadata: {name: {{name}} },
             webhooks: [{name: {{name}}.example.com, sideEffects: None, admissionReviewVersions: [v1], timeoutSeconds: 5, {{more}}
              clientConfig: {url: "{{_app.Urls.First()}}/validate", caBundle: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(authority))}} },
              rules: [{apiGroups: [frrk8s.metallb.io], apiVersions: [v1beta1], resources: [frrconfigurations], operations: [CREATE, UPDATE, DELETE]}] }]}
            """;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private static string OtherAuthority()
    {
        using var other = new ServerCertificate(TimeProvider.System.GetUtcNow());
        return other.AuthorityPem;
    }
}
