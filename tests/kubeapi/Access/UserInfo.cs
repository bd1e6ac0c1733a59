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

    /// <summary>The key of <see cref="Extra"/> that says on which node a service account's pod runs.</summary>
    public const string NodeName = "authentication.kubernetes.io/node-name";

    /// <summary>What else is known, such as the node that a service account's token is bound to.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal JsonObject Json()
    {
        var json = new JsonObject
        {
            ["username"] = Name,
            ["groups"] = new JsonArray([.. Groups.Select(group => (JsonNode)group)]),
        };
        if (Extra.Count > 0)
        {
            json["extra"] = new JsonObject(Extra.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)new JsonArray(pair.Value))));
        }

        return json;
    }
}
