using System.Collections.Concurrent;
using System.Text.Json;
using FrrK8s.KubeApi.Faults;
using FrrK8s.KubeApi.Http;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;
using Microsoft.AspNetCore.WebUtilities;

namespace FrrK8s.KubeApi.Access;

/// <summary>
/// Lets service accounts do what the roles in the store say, as they are at that moment, and keeps what was used and what was refused. Wildcards are not known: a
/// role that has one lets nobody do anything here.
/// </summary>
public sealed class Rbac
{
    private readonly ServerState _server;
    private readonly ConcurrentDictionary<RbacRule, bool> _used = new();
    private readonly ConcurrentQueue<(string User, RequestRecord Request)> _refused = new();

    internal Rbac(ServerState server)
    {
        _server = server;
        server.Access.Authorize = Allows;
    }

    /// <summary>The rules that let something happen.</summary>
    public IEnumerable<RbacRule> Used => _used.Keys;

    /// <summary>What was refused.</summary>
    public IEnumerable<(string User, RequestRecord Request)> Refused => _refused;

    /// <summary>All rules of service accounts, one a verb and resource.</summary>
    public IEnumerable<RbacRule> Rules() =>
        from binding in List(DeploymentKinds.RoleBindings).Concat(List(DeploymentKinds.ClusterRoleBindings))
        let reference = binding.Json.GetProperty("roleRef")
        let kind = reference.GetProperty("kind").GetString()!
        let role = _server.Store.Find(
            kind == "Role" ? DeploymentKinds.Roles : DeploymentKinds.ClusterRoles, kind == "Role" ? binding.Namespace : null, reference.GetProperty("name").GetString()!)
        where role is not null
        from subject in Items(binding.Json, "subjects")
        where subject.GetProperty("kind").GetString() == "ServiceAccount"
        let account = $"system:serviceaccount:{subject.GetProperty("namespace").GetString()}:{subject.GetProperty("name").GetString()}"
        from rule in Items(role.Json, "rules")
        from one in Single(rule, account, $"{kind} {role.Name}", binding.Namespace.Length == 0 ? null : binding.Namespace)
        select one;

    private bool Allows(UserInfo user, RequestRecord request)
    {
        // Who is no service account is the test; what is no resource is discovery.
        if (!user.Name.StartsWith("system:serviceaccount:", StringComparison.Ordinal) || request.Plural.Length == 0)
        {
            return true;
        }

        var found = Rules().Where(rule => rule.Account == user.Name && Matches(rule, request)).ToList();
        found.ForEach(rule => _used[rule] = true);
        if (found.Count == 0)
        {
            _refused.Enqueue((user.Name, request));
        }

        return found.Count > 0;
    }

    private static bool Matches(RbacRule rule, RequestRecord request) =>
        rule.Verb == request.Verb
        && rule.Group == GroupOf(request.Path)
        && rule.Resource == (request.Subresource.Length == 0 ? request.Plural : $"{request.Plural}/{request.Subresource}")
        && (rule.Namespace is null || rule.Namespace == request.Namespace)
        && (rule.Names.Length == 0 || rule.Names.Split(',').Contains(NameOf(request), StringComparer.Ordinal));

    private static string GroupOf(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["apis", var group, ..] ? group : "";

    // A list of the objects of one name is about that object.
    private static string NameOf(RequestRecord request)
    {
        const string only = "metadata.name=";
        var selector = QueryHelpers.ParseQuery(request.Query).GetValueOrDefault("fieldSelector").ToString();
        return request.Name.Length > 0 ? request.Name
            : request.Verb is "list" or "watch" && selector.StartsWith(only, StringComparison.Ordinal) ? selector[only.Length..]
            : "";
    }

    private static IEnumerable<RbacRule> Single(JsonElement rule, string account, string role, string? ns) =>
        from @group in Items(rule, "apiGroups")
        from resource in Items(rule, "resources")
        from verb in Items(rule, "verbs")
        let names = string.Join(',', Items(rule, "resourceNames").Select(name => name.GetString()))
        select new RbacRule(account, role, @group.GetString()!, resource.GetString()!, verb.GetString()!, names, ns);

    private static IEnumerable<JsonElement> Items(JsonElement item, string name) =>
        item.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private IEnumerable<StoredObject> List(ResourceKind kind) => _server.Store.List(kind, null).Items;
}
