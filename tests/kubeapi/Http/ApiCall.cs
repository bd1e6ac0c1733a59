using FrrK8s.KubeApi.Access;
using FrrK8s.KubeApi.Faults;
using FrrK8s.KubeApi.Resources;
using Microsoft.AspNetCore.Http;

namespace FrrK8s.KubeApi.Http;

/// <summary>A request for objects of a kind.</summary>
internal sealed record ApiCall(HttpContext Http, ResourceKind Kind, string Namespace, string Name, string Subresource)
{
    /// <summary>Who asks.</summary>
    public UserInfo User { get; init; } = UserInfo.Admin;

    /// <summary>What is asked, as RBAC names it.</summary>
    public string Verb => (Http.Request.Method, Name.Length > 0) switch
    {
        ("GET" or "HEAD", true) => "get",
        ("GET" or "HEAD", false) => IsWatch ? "watch" : "list",
        ("POST", _) => "create",
        ("PUT", _) => "update",
        ("PATCH", _) => "patch",
        ("DELETE", true) => "delete",
        ("DELETE", false) => "deletecollection",
        _ => "",
    };

    /// <summary>Whether nothing shall be written.</summary>
    public bool IsDryRun => Query("dryRun") == "All";

    /// <summary>Whether it is about `/status` alone.</summary>
    public bool IsStatus => Subresource == "status";

    /// <summary>Ends when the asker goes.</summary>
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>What is told of it.</summary>
    public RequestRecord Record =>
        new(Verb, Kind.Plural, Namespace, Name, Subresource, Http.Request.Path, Http.Request.QueryString.ToString());

    private bool IsWatch => Query("watch") is "true" or "1";

    /// <summary>A parameter; empty when it is not there.</summary>
    public string Query(string name) => Http.Request.Query[name].ToString();

    /// <summary>A warning that kubectl shows.</summary>
    public void Warn(string text) => Http.Response.Headers.Append(
        "Warning", $"299 - \"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"");
}
