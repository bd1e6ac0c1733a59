using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Admission;
using FrrK8s.KubeApi.Http;
using FrrK8s.KubeApi.Patches;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Writing;

/// <summary>All writes: what is asked for is made ready, judged, and written if nobody was faster.</summary>
internal sealed class ObjectWriter(ServerState server)
{
    /// <summary>Creates an object.</summary>
    public async Task<StoredObject> CreateAsync(ApiCall call, JsonObject body)
    {
        var next = ObjectRules.ForCreate(call, body, server);
        var metadata = next["metadata"]!.AsObject();
        var name = (string)metadata["name"]!;
        await server.Admission.JudgeAsync(call with { Name = name }, "CREATE", null, next);
        if (call.IsDryRun)
        {
            metadata["resourceVersion"] = "0";
            return new StoredObject(next);
        }

        var created = server.Store.Write(call.Kind, seen: null, next) ?? throw ApiFailure.AlreadyExists(call.Kind, name);
        return WriteEffects.After(server, call.Kind, created);
    }

    /// <summary>Changes an object that is there. The change is made anew when somebody else was faster and the asker named no version.</summary>
    public async Task<(StoredObject Written, bool IsNew)> ChangeAsync(ApiCall call, Func<JsonObject, JsonObject> change, bool isPatch)
    {
        while (true)
        {
            var current = server.Store.Find(call.Kind, call.Namespace, call.Name);
            if (current is null)
            {
                throw ApiFailure.NotFound(call.Kind, call.Name);
            }

            var asked = change(current.Edit()).DeepClone().AsObject();
            var isVersioned = !isPatch && asked["metadata"]?["resourceVersion"] is not null;
            var next = ObjectRules.ForUpdate(call, current, asked, server);
            if (next is null)
            {
                return (current, false);
            }

            await server.Admission.JudgeAsync(call, "UPDATE", current, next);
            if (call.IsDryRun)
            {
                return (new StoredObject(next), false);
            }

            if (server.Store.Write(call.Kind, current, next) is { } written)
            {
                return (WriteEffects.After(server, call.Kind, written), false);
            }

            if (isVersioned)
            {
                throw ApiFailure.Conflict(call.Kind, call.Name);
            }
        }
    }

    /// <summary>Server-side apply: the fields of the body become those of its manager.</summary>
    public async Task<(StoredObject Written, bool IsNew)> ApplyAsync(ApiCall call, JsonObject body)
    {
        var manager = call.Query("fieldManager");
        if (manager.Length == 0)
        {
            throw new ApiFailure(422, "Invalid", "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }

        if ((string?)body["metadata"]?["name"] != call.Name)
        {
            throw ApiFailure.BadRequest($"the name of the object ({(string?)body["metadata"]?["name"]}) does not match the name on the URL ({call.Name})");
        }

        var isForced = call.Query("force") is "true" or "1";
        var apply = new ServerSideApply(call.Kind, manager, call.Subresource, isForced, server.Now);
        while (server.Store.Find(call.Kind, call.Namespace, call.Name) is null && call.Subresource.Length == 0)
        {
            try
            {
                return (await CreateAsync(call, apply.Over(null, body)), true);
            }
            catch (ApiFailure lost) when (lost.Reason == "AlreadyExists")
            {
                // Somebody else created it: it is applied over.
            }
        }

        return await ChangeAsync(call, current => apply.Over(current, body), isPatch: true);
    }

    /// <summary>Deletes an object, or marks it while somebody has to finish with it.</summary>
    public async Task<(StoredObject Found, bool IsGone)> DeleteAsync(ApiCall call, JsonObject options)
    {
        while (true)
        {
            var current = server.Store.Find(call.Kind, call.Namespace, call.Name) ?? throw ApiFailure.NotFound(call.Kind, call.Name);
            CheckPreconditions(call, current, options["preconditions"] as JsonObject);
            await server.Admission.JudgeAsync(call, "DELETE", current, null);
            if (call.IsDryRun || (string?)(options["dryRun"] as JsonArray)?.FirstOrDefault() == "All")
            {
                return (current, true);
            }

            var edited = current.Edit();
            if (edited["metadata"]!["finalizers"] is JsonArray { Count: > 0 })
            {
                edited["metadata"]!["deletionTimestamp"] ??= ObjectRules.Timestamp(server.Now);
                edited["metadata"]!["deletionGracePeriodSeconds"] = 0;
                if (JsonNode.DeepEquals(edited, current.Edit()))
                {
                    return (current, false);
                }

                if (server.Store.Write(call.Kind, current, edited) is { } marked)
                {
                    return (marked, false);
                }
            }
            else if (server.Store.Remove(call.Kind, current) is { } gone)
            {
                var isOrphaning = (string?)options["propagationPolicy"] == "Orphan" || call.Query("propagationPolicy") == "Orphan";
                WriteEffects.AfterDelete(server, call.Kind, gone, isOrphaning);
                return (gone, true);
            }
        }
    }

    private static void CheckPreconditions(ApiCall call, StoredObject current, JsonObject? wanted)
    {
        if ((string?)wanted?["uid"] is { } uid && uid != current.Uid)
        {
            throw ApiFailure.Conflict(call.Kind, call.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}");
        }

        if ((string?)wanted?["resourceVersion"] is { } version && version != $"{current.ResourceVersion}")
        {
            throw ApiFailure.Conflict(
                call.Kind, call.Name, $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: {current.ResourceVersion}");
        }
    }
}
