using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Resources;

namespace FrrK8s.KubeApi.Http;

/// <summary>Tells clients which kinds there are.</summary>
internal static class Discovery
{
    /// <summary>What a path of discovery answers; null when it is none.</summary>
    public static JsonNode? Answer(string path, KindRegistry kinds)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["version"] => new JsonObject
            {
                ["major"] = "1",
                ["minor"] = "32",
                ["gitVersion"] = "v1.32.0",
                ["gitCommit"] = "",
                ["gitTreeState"] = "clean",
                ["buildDate"] = "2024-12-11T00:00:00Z",
                ["goVersion"] = "",
                ["compiler"] = "",
                ["platform"] = "linux/amd64",
            },
            ["api"] => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1"), ["serverAddressByClientCIDRs"] = new JsonArray() },
            ["apis"] => new JsonObject
            {
                ["kind"] = "APIGroupList",
                ["apiVersion"] = "v1",
                ["groups"] = new JsonArray([.. kinds.All.Where(kind => kind.Group.Length > 0).DistinctBy(kind => kind.Group).Select(Group)]),
            },
            ["apis", var group] => kinds.All.FirstOrDefault(kind => kind.Group == group) is { } any ? Group(any) : null,
            ["api", "v1"] => Resources("v1", kinds.All.Where(kind => kind.Group.Length == 0)),
            ["apis", var group, var version] when kinds.All.Where(kind => kind.Group == group && kind.Version == version).ToArray() is { Length: > 0 } found =>
                Resources($"{group}/{version}", found),
            _ => null,
        };
    }

    private static JsonObject Group(ResourceKind kind)
    {
        JsonObject Version() => new() { ["groupVersion"] = kind.ApiVersion, ["version"] = kind.Version };
        return new JsonObject
        {
            ["kind"] = "APIGroup",
            ["apiVersion"] = "v1",
            ["name"] = kind.Group,
            ["versions"] = new JsonArray(Version()),
            ["preferredVersion"] = Version(),
        };
    }

    private static JsonObject Resources(string groupVersion, IEnumerable<ResourceKind> kinds)
    {
        var resources = new JsonArray();
        foreach (var kind in kinds)
        {
            resources.Add(Resource(kind, kind.Plural, kind.Verbs));
            if (kind.HasStatus)
            {
                resources.Add(Resource(kind, $"{kind.Plural}/status", ["get", "patch", "update"]));
            }
        }

        return new JsonObject { ["kind"] = "APIResourceList", ["apiVersion"] = "v1", ["groupVersion"] = groupVersion, ["resources"] = resources };
    }

    private static JsonObject Resource(ResourceKind kind, string name, IEnumerable<string> verbs)
    {
        var resource = new JsonObject
        {
            ["name"] = name,
            ["singularName"] = name == kind.Plural ? kind.Singular : "",
            ["namespaced"] = kind.IsNamespaced,
            ["kind"] = kind.Kind,
            ["verbs"] = Texts(verbs),
        };
        if (name == kind.Plural && kind.ShortNames.Count > 0)
        {
            resource["shortNames"] = Texts(kind.ShortNames);
        }

        if (name == kind.Plural && kind.Categories.Count > 0)
        {
            resource["categories"] = Texts(kind.Categories);
        }

        return resource;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
