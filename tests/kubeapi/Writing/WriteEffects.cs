using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Http;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Writing;

/// <summary>What a write sets off: kinds come and go with their CRDs, dependents go with their owner, an object goes with its last finalizer.</summary>
internal static class WriteEffects
{
    /// <summary>After an object was written; the result is what is there then.</summary>
    public static StoredObject After(ServerState server, ResourceKind kind, StoredObject written)
    {
        if (kind == BuiltInKinds.Definitions)
        {
            return Establish(server, written);
        }

        var metadata = written.Json.GetProperty("metadata");
        if (metadata.TryGetProperty("deletionTimestamp", out _)
            && (!metadata.TryGetProperty("finalizers", out var finalizers) || finalizers.GetArrayLength() == 0)
            && server.Store.Remove(kind, written) is { } gone)
        {
            AfterDelete(server, kind, gone, isOrphaning: false);
        }

        return written;
    }

    /// <summary>After an object was deleted.</summary>
    public static void AfterDelete(ServerState server, ResourceKind kind, StoredObject gone, bool isOrphaning)
    {
        if (kind == BuiltInKinds.Definitions)
        {
            var defined = CustomKind.Read(gone.Json);
            RemoveAll(server, defined, _ => true);
            server.Kinds.Remove(defined.Group, defined.Plural);
        }

        if (kind == BuiltInKinds.Namespaces)
        {
            foreach (var inside in server.Kinds.All.Where(candidate => candidate.IsNamespaced))
            {
                RemoveAll(server, inside, item => item.Namespace == gone.Name);
            }
        }

        if (server.Options.CollectsGarbage && !isOrphaning)
        {
            foreach (var dependent in server.Kinds.All)
            {
                RemoveAll(server, dependent, item => IsOwnedBy(item, gone.Uid));
            }
        }
    }

    private static StoredObject Establish(ServerState server, StoredObject written)
    {
        var kind = CustomKind.Read(written.Json);
        server.Kinds.Put(kind);
        var edited = written.Edit();
        var status = new JsonObject
        {
            ["acceptedNames"] = edited["spec"]!["names"]!.DeepClone(),
            ["conditions"] = new JsonArray(Condition("NamesAccepted", "NoConflicts", written), Condition("Established", "InitialNamesAccepted", written)),
            ["storedVersions"] = new JsonArray(kind.Version),
        };
        if (JsonNode.DeepEquals(edited["status"], status))
        {
            return written;
        }

        edited["status"] = status;
        return server.Store.Write(BuiltInKinds.Definitions, written, edited) ?? written;
    }

    private static JsonObject Condition(string type, string reason, StoredObject definition) => new()
    {
        ["type"] = type,
        ["status"] = "True",
        ["reason"] = reason,
        ["message"] = "",
        ["lastTransitionTime"] = definition.Json.GetProperty("metadata").GetProperty("creationTimestamp").GetString(),
    };

    private static void RemoveAll(ServerState server, ResourceKind kind, Func<StoredObject, bool> isMeant)
    {
        foreach (var item in server.Store.List(kind, null).Items.Where(isMeant))
        {
            if (server.Store.Remove(kind, item) is { } gone)
            {
                AfterDelete(server, kind, gone, isOrphaning: false);
            }
        }
    }

    private static bool IsOwnedBy(StoredObject item, string uid) =>
        item.Json.GetProperty("metadata").TryGetProperty("ownerReferences", out var owners)
        && owners.GetArrayLength() > 0
        && owners.EnumerateArray().All(owner => owner.GetProperty("uid").GetString() == uid);
}
