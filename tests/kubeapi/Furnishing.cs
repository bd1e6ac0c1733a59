using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Http;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Writing;
using Microsoft.AspNetCore.Http;

namespace FrrK8s.KubeApi;

/// <summary>What is there before the first request: the namespaces of every cluster, the CRDs.</summary>
internal static class Furnishing
{
    /// <summary>Puts all of it in place.</summary>
    public static void Furnish(ServerState server)
    {
        string[] namespaces = ["default", "kube-system", "kube-public", "kube-node-lease", .. server.Options.Namespaces];
        foreach (var name in namespaces.Distinct(StringComparer.Ordinal))
        {
            Put(server, BuiltInKinds.Namespaces, "", new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Namespace",
                ["metadata"] = new JsonObject { ["name"] = name },
            });
        }

        foreach (var path in Directory.EnumerateFiles(server.Options.DefinitionsFolder, "*.yaml").Order(StringComparer.Ordinal))
        {
            foreach (var definition in YamlJson.Read(File.ReadAllText(path)).OfType<JsonObject>())
            {
                Put(server, BuiltInKinds.Definitions, "", definition);
            }
        }
    }

    /// <summary>Puts an object into the store. Throws when it is not valid or already there.</summary>
    public static void Put(ServerState server, ResourceKind kind, string ns, JsonObject item)
    {
        var served = server.Kinds.Find(kind.Group, kind.Version, kind.Plural) ?? throw new ArgumentException($"`{kind.QualifiedPlural}` is not served", nameof(kind));
        var call = new ApiCall(new DefaultHttpContext(), served, ns, "", "");
        var status = item["status"]?.DeepClone();
        var ready = ObjectRules.ForCreate(call, item, server);
        if (status is not null)
        {
            ready["status"] = status;
        }

        var written = server.Store.Write(served, seen: null, ready) ?? throw ApiFailure.AlreadyExists(served, (string)ready["metadata"]!["name"]!);
        WriteEffects.After(server, served, written);
    }
}
