using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Http;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Schema;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Writing;

/// <summary>What the server makes of an object before it is written: metadata that only the server sets, defaults, checks.</summary>
internal static class ObjectRules
{
    /// <summary>A new object, ready to be written.</summary>
    public static JsonObject ForCreate(ApiCall call, JsonObject body, ServerState server)
    {
        CheckType(call, body);
        var next = Ordered(body);
        var metadata = next["metadata"]!.AsObject();
        if ((string?)metadata["resourceVersion"] is { Length: > 0 })
        {
            throw new ApiFailure(500, "InternalError", "resourceVersion should not be set on objects to be created");
        }

        CheckNamespace(call, metadata, server);
        if ((string?)metadata["name"] is not { Length: > 0 })
        {
            metadata["name"] = (string?)metadata["generateName"] is { Length: > 0 } stem
                ? stem[..Math.Min(stem.Length, 58)] + RandomNumberGenerator.GetString("bcdfghjklmnpqrstvwxz2456789", 5)
                : throw ApiFailure.Invalid(call.Kind, "", [new SchemaFinding("metadata.name", "FieldValueRequired", "Required value: name or generateName is required")]);
        }

        metadata["uid"] = $"{Guid.NewGuid()}";
        metadata["creationTimestamp"] = Timestamp(server.Now);
        metadata.Remove("deletionTimestamp");
        metadata.Remove("selfLink");
        metadata.Remove("generation");
        if (call.Kind.HasGeneration)
        {
            metadata["generation"] = 1;
        }

        if (call.Kind.IsCustom && call.Kind.HasStatus)
        {
            next.Remove("status");
        }

        BuiltInRules.Prepare(call.Kind, next, isNew: true);
        Check(call, (string)metadata["name"]!, next);
        return next;
    }

    /// <summary>The next version of an object, ready to be written; null when nothing changes.</summary>
    public static JsonObject? ForUpdate(ApiCall call, StoredObject current, JsonObject body, ServerState server)
    {
        if (call.Subresource.Length > 0 && !(call.IsStatus && call.Kind.HasStatus))
        {
            throw ApiFailure.NoSuchPath();
        }

        CheckType(call, body);
        var next = Ordered(body);
        var (old, metadata) = (current.Edit(), next["metadata"]!.AsObject());
        CheckIdentity(call, current, metadata, server);
        if (call.IsStatus)
        {
            var status = next["status"]?.DeepClone();
            var owners = metadata["managedFields"]?.DeepClone();
            next = current.Edit();
            next["status"] = status;
            metadata = next["metadata"]!.AsObject();
            Set(metadata, "managedFields", owners);
            if (status is null)
            {
                next.Remove("status");
            }
        }
        else if (call.Kind.HasStatus)
        {
            Set(next, "status", old["status"]?.DeepClone());
        }

        foreach (var name in (string[])["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "resourceVersion"])
        {
            Set(metadata, name, old["metadata"]![name]?.DeepClone());
        }

        BuiltInRules.Prepare(call.Kind, next, isNew: false);
        Check(call, call.Name, next);
        if (call.Kind.HasGeneration && !JsonNode.DeepEquals(Wanted(old), Wanted(next)))
        {
            metadata["generation"] = ((long?)old["metadata"]!["generation"] ?? 0) + 1;
        }

        return JsonNode.DeepEquals(WithoutTimes(old), WithoutTimes(next)) ? null : next;
    }

    /// <summary>A time as objects hold it.</summary>
    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private static void CheckType(ApiCall call, JsonObject body)
    {
        var (version, kind) = ((string?)body["apiVersion"] ?? "", (string?)body["kind"] ?? "");
        if (version != call.Kind.ApiVersion)
        {
            throw ApiFailure.BadRequest(
                $"the API version in the data ({version}) does not match the expected API version ({call.Kind.ApiVersion})");
        }

        if (kind != call.Kind.Kind)
        {
            throw ApiFailure.BadRequest($"the kind in the data ({kind}) does not match the expected kind ({call.Kind.Kind})");
        }

        if (body["metadata"] is not (null or JsonObject))
        {
            throw ApiFailure.BadRequest("metadata: it is not an object");
        }
    }

    private static void CheckNamespace(ApiCall call, JsonObject metadata, ServerState server)
    {
        if (!call.Kind.IsNamespaced)
        {
            metadata.Remove("namespace");
            return;
        }

        if (call.Namespace.Length == 0)
        {
            throw ApiFailure.MethodNotAllowed();
        }

        if ((string?)metadata["namespace"] is { Length: > 0 } ns && ns != call.Namespace)
        {
            throw ApiFailure.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        metadata["namespace"] = call.Namespace;
        if (server.Store.Find(BuiltInKinds.Namespaces, null, call.Namespace) is null)
        {
            throw ApiFailure.NotFound(BuiltInKinds.Namespaces, call.Namespace);
        }
    }

    private static void CheckIdentity(ApiCall call, StoredObject current, JsonObject metadata, ServerState server)
    {
        if ((string?)metadata["name"] != current.Name || ((string?)metadata["namespace"] ?? current.Namespace) != current.Namespace)
        {
            throw ApiFailure.BadRequest(
                $"the name of the object ({(string?)metadata["name"]}) does not match the name on the URL ({current.Name})");
        }

        if (current.Namespace.Length > 0)
        {
            metadata["namespace"] = current.Namespace;
        }

        if ((string?)metadata["uid"] is { Length: > 0 } uid && uid != current.Uid)
        {
            throw ApiFailure.Conflict(call.Kind, call.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}");
        }

        var version = (string?)metadata["resourceVersion"] ?? "";
        if (version.Length == 0 && call.Kind.IsCustom)
        {
            throw ApiFailure.Invalid(
                call.Kind, call.Name, [new SchemaFinding("metadata.resourceVersion", "FieldValueInvalid", "Invalid value: 0x0: must be specified for an update")]);
        }

        if (version.Length > 0 && version != $"{current.ResourceVersion}")
        {
            throw ApiFailure.Conflict(call.Kind, call.Name);
        }
    }

    private static void Check(ApiCall call, string name, JsonObject next)
    {
        var findings = new List<SchemaFinding>(MetadataRules.Check(next["metadata"]!.AsObject()));
        if (call.Kind.Schema is { } schema)
        {
            var unknown = SchemaPruner.Prune(schema, next);
            if (unknown.Count > 0 && call.Query("fieldValidation") == "Strict")
            {
                throw ApiFailure.BadRequest(
                    $"{call.Kind.Kind} in version \"{call.Kind.Version}\" cannot be handled as a {call.Kind.Kind}: strict decoding error: "
                    + string.Join(", ", unknown.Select(path => $"unknown field \"{path}\"")));
            }

            if (call.Query("fieldValidation") != "Ignore")
            {
                unknown.ForEach(path => call.Warn($"unknown field \"{path}\""));
            }

            SchemaDefaults.Set(schema, next);
            findings.AddRange(SchemaValidator.Check(schema, next));
        }

        if (call.Kind.Model is { } model)
        {
            var strange = ModelCheck.Unknown(model, next);
            if (strange.Count > 0 && call.Query("fieldValidation") == "Strict")
            {
                throw ApiFailure.BadRequest(
                    $"{call.Kind.Kind} in version \"{call.Kind.Version}\" cannot be handled as a {call.Kind.Kind}: strict decoding error: "
                    + string.Join(", ", strange.Select(path => $"unknown field \"{path}\"")));
            }

            findings.AddRange(ModelCheck.Check(model, next));
        }

        findings.AddRange(BuiltInRules.Check(call.Kind, next));
        if (findings.Count > 0)
        {
            throw ApiFailure.Invalid(call.Kind, name, findings);
        }
    }

    private static JsonObject Ordered(JsonObject body)
    {
        var copy = body.DeepClone().AsObject();
        var next = new JsonObject();
        foreach (var name in (string[])["apiVersion", "kind", "metadata"])
        {
            next[name] = copy[name]?.DeepClone() ?? new JsonObject();
            copy.Remove(name);
        }

        foreach (var (name, value) in copy.ToArray())
        {
            copy.Remove(name);
            next[name] = value;
        }

        return next;
    }

    private static JsonObject Wanted(JsonObject item)
    {
        var copy = item.DeepClone().AsObject();
        copy.Remove("metadata");
        copy.Remove("status");
        return copy;
    }

    private static JsonObject WithoutTimes(JsonObject item)
    {
        var copy = item.DeepClone().AsObject();
        foreach (var entry in copy["metadata"]?["managedFields"]?.AsArray() ?? [])
        {
            entry!.AsObject().Remove("time");
        }

        return copy;
    }

    private static void Set(JsonObject target, string name, JsonNode? value)
    {
        if (value is null)
        {
            target.Remove(name);
        }
        else
        {
            target[name] = value;
        }
    }
}
