using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Http;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Admission;

/// <summary>Asks the validating webhooks, as a ValidatingWebhookConfiguration says.</summary>
internal sealed class AdmissionCaller(ServerState server)
{
    /// <summary>Asks every webhook that a write concerns. Throws when one of them refuses, or does not answer and must.</summary>
    public async Task JudgeAsync(ApiCall call, string operation, StoredObject? old, JsonObject? next)
    {
        if (call.Kind == BuiltInKinds.ValidatingWebhooks)
        {
            return;
        }

        PolicyJudge.Judge(server, call, operation, () => Review(call, operation, old, next)["request"]!.AsObject());
        foreach (var configuration in server.Store.List(BuiltInKinds.ValidatingWebhooks, null).Items)
        {
            if (!configuration.Json.TryGetProperty("webhooks", out var webhooks))
            {
                continue;
            }

            foreach (var webhook in webhooks.EnumerateArray())
            {
                if (WebhookRules.Concern(webhook, call, operation, old, next, server))
                {
                    await AskAsync(call, webhook, Review(call, operation, old, next));
                }
            }
        }
    }

    private async Task AskAsync(ApiCall call, JsonElement webhook, JsonObject review)
    {
        var name = webhook.GetProperty("name").GetString()!;
        if (call.IsDryRun && webhook.GetProperty("sideEffects").GetString() is not ("None" or "NoneOnDryRun"))
        {
            throw ApiFailure.BadRequest($"admission webhook \"{name}\" does not support dry run");
        }

        JsonObject answer;
        try
        {
            answer = await WebhookClient.PostAsync(server, webhook, review, call.Aborted);
        }
        catch (WebhookException failure)
        {
            if (webhook.GetProperty("failurePolicy").GetString() == "Ignore")
            {
                return;
            }

            throw new ApiFailure(
                500, "InternalError", $"Internal error occurred: failed calling webhook \"{name}\": failed to call webhook: {failure.Message}", []);
        }

        foreach (var warning in answer["warnings"] as JsonArray ?? [])
        {
            call.Warn((string?)warning ?? "");
        }

        if (answer["allowed"]?.GetValueKind() == JsonValueKind.True)
        {
            return;
        }

        var status = answer["status"];
        var (message, reason) = ((string?)status?["message"] ?? "", (string?)status?["reason"] ?? "");
        var said = $"{message}{(message.Length == 0 ? reason : "")}" is { Length: > 0 } why ? $"denied the request: {why}" : "denied the request without explanation";
        var code = (int?)status?["code"] is { } given and >= 400 ? given : 400;
        throw new ApiFailure(code, reason, $"admission webhook \"{name}\" {said}", (JsonObject?)status?["details"]?.DeepClone());
    }

    private static JsonObject Review(ApiCall call, string operation, StoredObject? old, JsonObject? next)
    {
        var request = new JsonObject
        {
            ["uid"] = $"{Guid.NewGuid()}",
            ["kind"] = new JsonObject { ["group"] = call.Kind.Group, ["version"] = call.Kind.Version, ["kind"] = call.Kind.Kind },
            ["resource"] = Resource(call),
            ["requestKind"] = new JsonObject { ["group"] = call.Kind.Group, ["version"] = call.Kind.Version, ["kind"] = call.Kind.Kind },
            ["requestResource"] = Resource(call),
            ["name"] = call.Name,
            ["operation"] = operation,
            ["userInfo"] = call.User.Json(),
            ["object"] = next?.DeepClone(),
            ["oldObject"] = old?.Edit(),
            ["dryRun"] = call.IsDryRun,
            ["options"] = new JsonObject
            {
                ["kind"] = operation switch { "CREATE" => "CreateOptions", "UPDATE" => "UpdateOptions", _ => "DeleteOptions" },
                ["apiVersion"] = "meta.k8s.io/v1",
            },
        };
        if (call.Namespace.Length > 0)
        {
            request["namespace"] = call.Namespace;
        }

        if (call.Subresource.Length > 0)
        {
            request["subResource"] = call.Subresource;
        }

        return new JsonObject { ["kind"] = "AdmissionReview", ["apiVersion"] = "admission.k8s.io/v1", ["request"] = request };
    }

    private static JsonObject Resource(ApiCall call) =>
        new() { ["group"] = call.Kind.Group, ["version"] = call.Kind.Version, ["resource"] = call.Kind.Plural };
}
