using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.HostTests.Sessions;

/// <summary>An API server in memory for one kind at a time: what it holds, what it was asked, and what it refuses.</summary>
internal sealed class FakeApi : IApiClient
{
    private int _made;

    public ConcurrentDictionary<string, JsonObject> Objects { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Throws for a request that the test wants to fail; the request as in <see cref="Requests"/>.</summary>
    public Action<string> Fail { get; set; } = _ => { };

    /// <summary>What is answered to reviews.</summary>
    public Func<ApiResource, JsonElement, string>? Review { get; set; }

    public Task<JsonElement> GetAsync(ApiResource resource, string? ns, string name, CancellationToken cancellationToken)
    {
        Note($"get {resource.Plural} {name}");
        return resource == ApiResources.Pods
            ? Task.FromResult(JsonElement.Parse($$$"""{"metadata":{"name":"{{{name}}}","uid":"uid-of-{{{name}}}"}}"""))
            : Task.FromResult(Read(name));
    }

    public Task<ApiList> ListAsync(ApiResource resource, string? ns, ApiSelector selector, CancellationToken cancellationToken)
    {
        Note($"list {selector.Labels}");
        var (key, value) = selector.Labels!.Split('=') is [var left, var right] ? (left, right) : ("", "");
        var items = Objects.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Where(one => one.Value["metadata"]!["labels"]![key]!.GetValue<string>() == value)
            .Select(one => JsonElement.Parse(one.Value.ToJsonString()))
            .ToList();
        return Task.FromResult(new ApiList(items, "1"));
    }

    public Task<JsonElement> CreateAsync(ApiResource resource, string? ns, JsonElement body, CancellationToken cancellationToken)
    {
        Note($"create {resource.Plural}");
        if (Review is { } review)
        {
            return Task.FromResult(JsonElement.Parse(review(resource, body)));
        }

        var made = JsonNode.Parse(body.GetRawText())!.AsObject();
        var name = made["metadata"]!["generateName"]!.GetValue<string>() + Interlocked.Increment(ref _made).ToString("00000", CultureInfo.InvariantCulture);
        made["metadata"]!["name"] = name;
        made["metadata"]!["namespace"] = ns;
        made.Remove("status");
        Objects[name] = made;
        return Task.FromResult(Read(name));
    }

    public Task<JsonElement> PatchAsync(
        ApiResource resource, string? ns, string name, string? subresource, ApiPatch kind, JsonElement body, CancellationToken cancellationToken)
    {
        Note($"patch {name} {subresource}".TrimEnd());
        if (!Objects.TryGetValue(name, out var before))
        {
            throw new ApiException(404, "NotFound", "no such object");
        }

        var after = before.DeepClone().AsObject();
        var patch = JsonNode.Parse(body.GetRawText())!;
        if (subresource == "status")
        {
            after["status"] = patch["status"]!.DeepClone();
        }
        else
        {
            after["metadata"]!["ownerReferences"] = patch["metadata"]!["ownerReferences"]!.DeepClone();
        }

        Objects[name] = after;
        return Task.FromResult(Read(name));
    }

    public Task DeleteAsync(ApiResource resource, string? ns, string name, CancellationToken cancellationToken)
    {
        Note($"delete {name}");
        return Objects.TryRemove(name, out _) ? Task.CompletedTask : throw new ApiException(404, "NotFound", "no such object");
    }

    public IAsyncEnumerable<ApiPage> PagesAsync(ApiResource resource, string? ns, ApiSelector selector, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<JsonElement> ReplaceAsync(
        ApiResource resource, string? ns, string name, string? subresource, JsonElement body, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<ApiEvent> WatchAsync(
        ApiResource resource, string? ns, ApiSelector selector, string resourceVersion, Action onOpen, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private JsonElement Read(string name) => JsonElement.Parse(Objects[name].ToJsonString());

    private void Note(string request)
    {
        Requests.Enqueue(request);
        Fail(request);
    }
}
