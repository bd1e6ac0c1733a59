using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Sessions;

namespace FrrK8s.Host.Web;

/// <summary>
/// The API server says who somebody is (TokenReview) and whether he may get <c>/metrics</c> (SubjectAccessReview); what it said holds for a minute. Tokens are not
/// kept, only their hashes.
/// </summary>
internal sealed class ReviewedAccess(IApiClient api, TimeProvider time) : IMetricsAccess
{
    private const string Scheme = "Bearer ";
    private const string Path = "/metrics";
    private const int MostVerdicts = 1000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private static readonly WebPage Unknown = new(401, "a bearer token is wanted that the API server knows\n");
    private static readonly WebPage Forbidden = new(403, "this account may not get /metrics\n");

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (WebPage? Refusal, long At)> _verdicts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask<WebPage?> RefuseAsync(string? authorization, CancellationToken cancellationToken)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length == Scheme.Length)
        {
            return Unknown;
        }

        var token = authorization[Scheme.Length..].Trim();
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        lock (_lock)
        {
            if (_verdicts.TryGetValue(key, out var verdict) && time.GetElapsedTime(verdict.At) < Lifetime)
            {
                return verdict.Refusal;
            }
        }

        try
        {
            return Keep(key, await AskAsync(token, cancellationToken));
        }
        catch (ApiException problem)
        {
            // Its message names no token.
            return new WebPage(503, $"the API server cannot be asked who this is: {problem.Message}\n");
        }
    }

    private async Task<WebPage?> AskAsync(string token, CancellationToken cancellationToken)
    {
        var who = await api.CreateAsync(ApiResources.TokenReviews, null, Body(ApiResources.TokenReviews, json => json.WriteString("token", token)), cancellationToken);
        var status = who.Child("status") ?? default;
        if (status.Child("authenticated") is not { ValueKind: JsonValueKind.True } || status.Child("user") is not { } user)
        {
            return Unknown;
        }

        var may = await api.CreateAsync(
            ApiResources.SubjectAccessReviews, null, Body(ApiResources.SubjectAccessReviews, json => WriteQuestion(json, user)), cancellationToken);
        return may.Child("status")?.Child("allowed") is { ValueKind: JsonValueKind.True } ? null : Forbidden;
    }

    private WebPage? Keep(string key, WebPage? refusal)
    {
        lock (_lock)
        {
            if (_verdicts.Count >= MostVerdicts)
            {
                _verdicts.Clear();
            }

            _verdicts[key] = (refusal, time.GetTimestamp());
        }

        return refusal;
    }

    private static JsonElement Body(ApiResource resource, Action<Utf8JsonWriter> writeSpec) => JsonBody.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("apiVersion", resource.ApiVersion);
        json.WriteString("kind", resource.Kind);
        json.WriteStartObject("spec");
        writeSpec(json);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteQuestion(Utf8JsonWriter json, JsonElement user)
    {
        json.WriteString("user", user.TextOf("username"));
        json.WriteString("uid", user.TextOf("uid"));
        foreach (var field in new[] { "groups", "extra" })
        {
            if (user.Child(field) is { } value)
            {
                json.WritePropertyName(field);
                value.WriteTo(json);
            }
        }

        json.WriteStartObject("nonResourceAttributes");
        json.WriteString("path", Path);
        json.WriteString("verb", "get");
        json.WriteEndObject();
    }
}
