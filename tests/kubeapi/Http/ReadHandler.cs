using FrrK8s.KubeApi.Selectors;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Http;

/// <summary>Answers GET of an object and of a list.</summary>
internal static class ReadHandler
{
    /// <summary>One object.</summary>
    public static Task GetAsync(ApiCall call, ServerState server)
    {
        if (call.Subresource is not ("" or "status") || (call.IsStatus && !call.Kind.HasStatus))
        {
            throw ApiFailure.NoSuchPath();
        }

        var found = server.Store.Find(call.Kind, call.Namespace, call.Name) ?? throw ApiFailure.NotFound(call.Kind, call.Name);
        return Responses.ObjectAsync(call, found, 200, server.Now);
    }

    /// <summary>A list, or a chunk of one.</summary>
    public static async Task ListAsync(ApiCall call, ServerState server)
    {
        var (items, revision, from, snapshot) = Source(call, server);
        var limit = int.TryParse(call.Query("limit"), out var asked) && asked > 0 ? asked : int.MaxValue;
        var chunk = items.Skip(from).Take(limit).ToArray();
        var left = items.Count - from - chunk.Length;
        (string?, int?) rest = left == 0
            ? default
            : (snapshot is { } id
                ? ListSnapshots.Token(id, from + chunk.Length)
                : server.Snapshots.Keep(items, revision, chunk.Length), left);
        call.Http.Response.ContentType = "application/json";
        var body = Responses.List(call.Kind, chunk, revision, rest, Responses.FormOf(call.Http.Request), server.Now);
        await call.Http.Response.Body.WriteAsync(body, call.Aborted);
    }

    private static (IReadOnlyList<StoredObject> Items, long Revision, int From, long? Snapshot) Source(ApiCall call, ServerState server)
    {
        if (call.Query("continue") is { Length: > 0 } token)
        {
            return server.Snapshots.Find(token) is { } begun
                ? (begun.Items, begun.Revision, begun.Next, begun.Id)
                : throw ApiFailure.Expired(
                    "The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.");
        }

        var selector = new ObjectSelector(call.Kind, call.Namespace, call.Query("labelSelector"), call.Query("fieldSelector"));
        var (items, revision) = server.Store.List(call.Kind, call.Namespace);
        if (long.TryParse(call.Query("resourceVersion"), out var wanted) && wanted > revision)
        {
            throw new ApiFailure(504, "Timeout", $"Too large resource version: {wanted}, current: {revision}", new()
            {
                ["causes"] = new System.Text.Json.Nodes.JsonArray(
                    new System.Text.Json.Nodes.JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
            })
            { RetryAfterSeconds = 1 };
        }

        return ([.. items.Where(selector.Matches)], revision, 0, null);
    }
}
