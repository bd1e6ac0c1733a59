using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Http;

namespace FrrK8s.KubeApi.Admission;

/// <summary>Calls a webhook over HTTPS, and trusts what its `caBundle` trusts and nothing else.</summary>
internal static class WebhookClient
{
    /// <summary>Posts a review; the result is the `response` of the answer. Throws <see cref="WebhookException"/>.</summary>
    public static async Task<JsonObject> PostAsync(ServerState server, JsonElement webhook, JsonObject review, CancellationToken cancellationToken)
    {
        var config = webhook.GetProperty("clientConfig");
        var (url, target) = Address(server, config);
        var seconds = webhook.GetProperty("timeoutSeconds").GetInt32();
        using var client = new HttpClient(Handler(config, target)) { Timeout = TimeSpan.FromSeconds(seconds) };
        using var content = new StringContent(review.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        try
        {
            using var response = await client.PostAsync(new Uri($"{url}?timeout={seconds}s"), content, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? Answer(review, body)
                : throw new WebhookException($"the server answered {(int)response.StatusCode}: {body}");
        }
        catch (HttpRequestException failure)
        {
            throw new WebhookException($"Post \"{url}?timeout={seconds}s\": {failure.Message}{(failure.InnerException is { } inner ? $": {inner.Message}" : "")}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WebhookException($"Post \"{url}?timeout={seconds}s\": context deadline exceeded");
        }
    }

    private static JsonObject Answer(JsonObject review, string body)
    {
        JsonNode? answer;
        try
        {
            answer = JsonNode.Parse(body);
        }
        catch (JsonException failure)
        {
            throw new WebhookException($"the answer is not JSON: {failure.Message}");
        }

        if ((string?)answer?["apiVersion"] != "admission.k8s.io/v1" || (string?)answer["kind"] != "AdmissionReview")
        {
            throw new WebhookException($"expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got {(string?)answer?["apiVersion"]}, Kind={(string?)answer?["kind"]}");
        }

        var response = answer["response"] as JsonObject ?? throw new WebhookException("webhook response was absent");
        return (string?)response["uid"] == (string?)review["request"]!["uid"]
            ? response
            : throw new WebhookException($"expected response.uid=\"{review["request"]!["uid"]}\", got \"{response["uid"]}\"");
    }

    private static (string Url, IPEndPoint? Target) Address(ServerState server, JsonElement config)
    {
        if (config.TryGetProperty("url", out var url))
        {
            return (url.GetString()!, null);
        }

        var service = config.GetProperty("service");
        var (ns, name) = (service.GetProperty("namespace").GetString()!, service.GetProperty("name").GetString()!);
        var path = service.TryGetProperty("path", out var given) ? given.GetString()! : "/";
        return server.Services.TryGetValue($"{ns}/{name}", out var target)
            ? ($"https://{name}.{ns}.svc:{service.GetProperty("port").GetInt32()}{path}", target)
            : throw new WebhookException($"service \"{name}\" not found");
    }

    private static SocketsHttpHandler Handler(JsonElement config, IPEndPoint? target)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        if (config.TryGetProperty("caBundle", out var bundle) && bundle.GetString() is { Length: > 0 } encoded)
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(encoded)));
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(roots);
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        }

        if (target is not null)
        {
            handler.ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(target, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch (SocketException)
                {
                    socket.Dispose();
                    throw;
                }
            };
        }

        return handler;
    }
}
