using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Patches;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Http;

/// <summary>Answers the requests that write.</summary>
internal static class WriteHandler
{
    /// <summary>POST.</summary>
    public static async Task CreateAsync(ApiCall call, ServerState server)
    {
        var body = await Bodies.ReadObjectAsync(call);
        if (call.Kind.IsReview)
        {
            var isToken = call.Kind == BuiltInKinds.TokenReviews;
            await Responses.JsonAsync(call.Http, isToken ? server.Access.AnswerToken(body) : server.Access.AnswerAccess(body), 201);
            return;
        }

        var created = await server.Writer.CreateAsync(call, body);
        await Responses.ObjectAsync(call, created, 201, server.Now);
    }

    /// <summary>PUT.</summary>
    public static async Task ReplaceAsync(ApiCall call, ServerState server)
    {
        var body = await Bodies.ReadObjectAsync(call);
        var (written, isNew) = await server.Writer.ChangeAsync(call, _ => body, isPatch: false);
        await Responses.ObjectAsync(call, written, isNew ? 201 : 200, server.Now);
    }

    /// <summary>PATCH.</summary>
    public static async Task PatchAsync(ApiCall call, ServerState server)
    {
        var body = await Bodies.ReadAsync(call);
        var type = Bodies.TypeOf(call.Http.Request);
        if (type == "application/apply-patch+yaml")
        {
            var (applied, isCreated) = await server.Writer.ApplyAsync(call, Bodies.FromYaml(body));
            await Responses.ObjectAsync(call, applied, isCreated ? 201 : 200, server.Now);
            return;
        }

        Func<JsonObject, JsonObject> change = type switch
        {
            "application/merge-patch+json" => current => MergePatch.Apply(current, Bodies.Parse(body)),
            "application/json-patch+json" => current => JsonPatch.Apply(current, Bodies.ParseNode(body)),
            "application/strategic-merge-patch+json" when !call.Kind.IsCustom => current => StrategicPatch.Apply(current, Bodies.Parse(body)),
            _ => throw ApiFailure.Unsupported(
                "application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"),
        };
        var (written, _) = await server.Writer.ChangeAsync(call, change, isPatch: true);
        await Responses.ObjectAsync(call, written, 200, server.Now);
    }

    /// <summary>DELETE of one object.</summary>
    public static async Task DeleteAsync(ApiCall call, ServerState server)
    {
        var options = await OptionsAsync(call);
        var (found, isGone) = await server.Writer.DeleteAsync(call, options);
        if (!isGone)
        {
            await Responses.ObjectAsync(call, found, 200, server.Now);
            return;
        }

        var details = ApiFailure.Details(call.Kind, call.Name);
        details["uid"] = found.Uid;
        await Responses.JsonAsync(call.Http, new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        });
    }

    /// <summary>DELETE of all that match.</summary>
    public static async Task DeleteManyAsync(ApiCall call, ServerState server)
    {
        var options = await OptionsAsync(call);
        var selector = new Selectors.ObjectSelector(call.Kind, call.Namespace, call.Query("labelSelector"), call.Query("fieldSelector"));
        var (items, revision) = server.Store.List(call.Kind, call.Namespace);
        StoredObject[] chosen = [.. items.Where(selector.Matches)];
        foreach (var item in chosen)
        {
            await server.Writer.DeleteAsync(call with { Namespace = item.Namespace, Name = item.Name }, options);
        }

        call.Http.Response.ContentType = "application/json";
        await call.Http.Response.Body.WriteAsync(
            Responses.List(call.Kind, chosen, revision, default, ResponseForm.Object, server.Now), call.Aborted);
    }

    private static async Task<JsonObject> OptionsAsync(ApiCall call)
    {
        var body = await Bodies.ReadAsync(call);
        return body.Length == 0 ? []
            : Bodies.TypeOf(call.Http.Request) == ProtobufSecret.ContentType ? ProtobufSecret.ReadDeleteOptions(body)
            : Bodies.Parse(body);
    }
}
