using System.Text.Json;

namespace FrrK8s.Host.Kubernetes;

/// <summary>The API server. Each call but a watch ends within a bounded time; whatever goes wrong is an <see cref="ApiException"/>.</summary>
internal interface IApiClient
{
    /// <summary>One object.</summary>
    Task<JsonElement> GetAsync(ApiResource resource, string? ns, string name, CancellationToken cancellationToken);

    /// <summary>All objects of a collection, read in chunks.</summary>
    Task<ApiList> ListAsync(ApiResource resource, string? ns, ApiSelector selector, CancellationToken cancellationToken);

    /// <summary>The same chunk by chunk, for who does not want to hold all of them at once.</summary>
    IAsyncEnumerable<ApiPage> PagesAsync(ApiResource resource, string? ns, ApiSelector selector, CancellationToken cancellationToken);

    /// <summary>Makes an object; the result is what the server made of it.</summary>
    Task<JsonElement> CreateAsync(ApiResource resource, string? ns, JsonElement body, CancellationToken cancellationToken);

    /// <summary>Replaces an object, or a subresource of it such as <c>status</c>.</summary>
    Task<JsonElement> ReplaceAsync(
        ApiResource resource, string? ns, string name, string? subresource, JsonElement body, CancellationToken cancellationToken);

    /// <summary>Changes a part of an object, or of a subresource of it.</summary>
    Task<JsonElement> PatchAsync(
        ApiResource resource, string? ns, string name, string? subresource, ApiPatch kind, JsonElement body, CancellationToken cancellationToken);

    /// <summary>Deletes an object.</summary>
    Task DeleteAsync(ApiResource resource, string? ns, string name, CancellationToken cancellationToken);

    /// <summary>
    /// What happens to a collection after a resource version, bookmarks included. It ends when the server ends it or says nothing for long, which is
    /// normal; with an exception when it breaks, and when the version is too old (<see cref="ApiException.IsGone"/>).
    /// </summary>
    /// <param name="onOpen">Called when the server has begun to answer, which may be long before anything happens.</param>
    IAsyncEnumerable<ApiEvent> WatchAsync(
        ApiResource resource, string? ns, ApiSelector selector, string resourceVersion, Action onOpen, CancellationToken cancellationToken);
}
