using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace FrrK8s.KubeApi.Access;

/// <summary>Who has which token, and who may do what: what TokenReviews and SubjectAccessReviews are answered from.</summary>
public sealed class AccessTable
{
    private readonly ConcurrentDictionary<string, UserInfo> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _paths = new(StringComparer.Ordinal);

    /// <summary>Asked for each request; false answers 403.</summary>
    public Func<UserInfo, Faults.RequestRecord, bool> Authorize { get; set; } = (_, _) => true;

    /// <summary>Makes a token known.</summary>
    public void AddToken(string token, UserInfo user) => _users[token] = user;

    /// <summary>Makes a token unknown.</summary>
    public void RemoveToken(string token) => _users.TryRemove(token, out _);

    /// <summary>Lets a user GET a path that is no resource, such as `/metrics`.</summary>
    public void Allow(string user, string verb, string path) => _paths[$"{user} {verb} {path}"] = true;

    internal UserInfo? Find(string token) => _users.GetValueOrDefault(token);

    internal JsonObject AnswerToken(JsonObject review)
    {
        var user = Find((string?)review["spec"]?["token"] ?? "");
        review["status"] = user is null
            ? new JsonObject { ["authenticated"] = false, ["error"] = "the token is not known" }
            : new JsonObject
            {
                ["authenticated"] = true,
                ["user"] = user.Json(),
                ["audiences"] = review["spec"]?["audiences"]?.DeepClone() ?? new JsonArray("https://kubernetes.default.svc"),
            };
        return review;
    }

    internal JsonObject AnswerAccess(JsonObject review)
    {
        var spec = review["spec"];
        var (user, asked) = ((string?)spec?["user"] ?? "", spec?["nonResourceAttributes"]);
        var isMaster = spec?["groups"] is JsonArray groups && groups.Any(group => (string?)group == "system:masters");
        var isAllowed = isMaster || (asked is not null && _paths.ContainsKey($"{user} {(string?)asked["verb"]} {(string?)asked["path"]}"));
        review["status"] = new JsonObject { ["allowed"] = isAllowed };
        return review;
    }
}
