using System.Text.Json.Nodes;

namespace FrrK8s.KubeApi.Access;

/// <summary>Somebody who asks.</summary>
public sealed record UserInfo(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>The one that may do everything.</summary>
    public static readonly UserInfo Admin = new("kubernetes-admin", ["system:masters", "system:authenticated"]);

    /// <summary>A service account of a namespace.</summary>
    public static UserInfo ServiceAccount(string ns, string name) =>
        new($"system:serviceaccount:{ns}:{name}", ["system:serviceaccounts", $"system:serviceaccounts:{ns}", "system:authenticated"]);

    internal JsonObject Json() => new()
    {
        ["username"] = Name,
        ["groups"] = new JsonArray([.. Groups.Select(group => (JsonNode)group)]),
    };
}
