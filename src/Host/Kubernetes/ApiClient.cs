using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FrrK8s.Host.Metrics;

namespace FrrK8s.Host.Kubernetes;

/// <summary>The API server over HTTP. What one object says never decides how many bytes stay in memory here.</summary>
internal sealed class ApiClient(ApiConnection connection, ApiClientSettings settings, TimeProvider time, ApiMetrics? metrics = null) : IApiClient, IDisposable
{
    private static readonly MediaTypeHeaderValue PlainJson = new("application/json");
    private static readonly MediaTypeHeaderValue MergePatch = new("application/merge-patch+json");
    private static readonly MediaTypeHeaderValue JsonPatch = new("application/json-patch+json");

    private readonly ApiTransport _transport = new(connection, settings, time, metrics);

    /// <inheritdoc/>
    public Task<JsonElement> GetAsync(ApiResource resource, string? ns, string name, CancellationToken cancellationToken) =>
        SendAsync(new ApiRequest(HttpMethod.Get, resource, ns, name), cancellationToken);

    /// <inheritdoc/>
    public Task<JsonElement> CreateAsync(ApiResource resource, string? ns, JsonElement body, CancellationToken cancellationToken) =>
        SendAsync(new ApiRequest(HttpMethod.Post, resource, ns, null) { Body = body, ContentType = PlainJson }, cancellationToken);

    /// <inheritdoc/>
    public Task<JsonElement> ReplaceAsync(
        ApiResource resource, string? ns, string name, string? subresource, JsonElement body, CancellationToken cancellationToken) =>
        SendAsync(
            new ApiRequest(HttpMethod.Put, resource, ns, name) { Subresource = subresource, Body = body, ContentType = PlainJson }, cancellationToken);

    /// <inheritdoc/>
    public Task<JsonElement> PatchAsync(
        ApiResource resource, string? ns, string name, string? subresource, ApiPatch kind, JsonElement body, CancellationToken cancellationToken)
    {
        var type = kind == ApiPatch.Merge ? MergePatch : JsonPatch;
        return SendAsync(
            new ApiRequest(HttpMethod.Patch, resource, ns, name) { Subresource = subresource, Body = body, ContentType = type }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(ApiResource resource, string? ns, string name, CancellationToken cancellationToken) =>
        SendAsync(new ApiRequest(HttpMethod.Delete, resource, ns, name), cancellationToken);

    /// <inheritdoc/>
    public async Task<ApiList> ListAsync(ApiResource resource, string? ns, ApiSelector selector, CancellationToken cancellationToken)
    {
        const int mostTries = 3;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (items, version) = (new List<JsonElement>(), "");
                await foreach (var page in PagesAsync(resource, ns, selector, cancellationToken))
                {
                    items.AddRange(page.Items.Select(item => item.Read()));
                    version = page.ResourceVersion;
                }

                return new ApiList(items, version);
            }
            catch (ApiException expired) when (expired.IsGone && attempt < mostTries)
            {
                // The chunks come from one moment, which the server has forgotten meanwhile.
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ApiPage> PagesAsync(
        ApiResource resource, string? ns, ApiSelector selector, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new ApiBuffer();
        var (version, next) = ("", "");
        do
        {
            var token = next.Length == 0 ? "" : $"&continue={Uri.EscapeDataString(next)}";
            var request = new ApiRequest(HttpMethod.Get, resource, ns, null) { Query = $"?limit={settings.PageSize}{selector.Query}{token}" };
            var body = await _transport.SendAsync(request, buffer, cancellationToken);
            (var items, var here, next) = Understand(request, () => ObjectScan.ReadList(body));
            version = here.Length == 0 ? version : here;
            yield return new ApiPage(items, version);
        }
        while (next.Length > 0);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ApiEvent> WatchAsync(
        ApiResource resource,
        string? ns,
        ApiSelector selector,
        string resourceVersion,
        Action onOpen,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lifetime = (int)(settings.WatchLifetime.TotalSeconds * (1 + Random.Shared.NextDouble()));
        var query = $"?watch=true&allowWatchBookmarks=true&resourceVersion={Uri.EscapeDataString(resourceVersion)}"
            + $"&timeoutSeconds={Math.Max(lifetime, 1)}{selector.Query}";
        var request = new ApiRequest(HttpMethod.Get, resource, ns, null) { Query = query, Verb = "watch" };
        using var watch = await _transport.OpenAsync(request, cancellationToken);
        onOpen();
        while (await watch.NextLineAsync(cancellationToken) is { } line)
        {
            if (Understand(request, () => ToEvent(request, line)) is { } found)
            {
                yield return found;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private static ApiEvent? ToEvent(ApiRequest request, ReadOnlyMemory<byte> line)
    {
        if (line.Span.Trim(" \r"u8).IsEmpty)
        {
            return null;
        }

        var (type, json) = ObjectScan.ReadEvent(line);
        return type switch
        {
            "ADDED" => new ApiEvent(ApiEventType.Added, ObjectScan.Read(json)),
            "MODIFIED" => new ApiEvent(ApiEventType.Modified, ObjectScan.Read(json)),
            "DELETED" => new ApiEvent(ApiEventType.Deleted, ObjectScan.Read(json)),
            "BOOKMARK" => new ApiEvent(ApiEventType.Bookmark, ObjectScan.Read(json)),
            "ERROR" => throw ApiError.From(500, json, request.Description, request.Resource, null),
            _ => throw new JsonException($"`{type}` is no type of event"),
        };
    }

    private static T Understand<T>(ApiRequest request, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The parser's own words quote the text, which may be a Secret.
            throw new ApiException(0, "Malformed", $"{request.Description}: the answer is not what the API server should say");
        }
    }

    private async Task<JsonElement> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var body = await _transport.SendAsync(request, new ApiBuffer(), cancellationToken);
        return Understand(request, () => JsonElement.Parse(body.Span));
    }
}
