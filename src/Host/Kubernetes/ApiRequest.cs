using System.Net.Http.Headers;
using System.Text.Json;

namespace FrrK8s.Host.Kubernetes;

/// <summary>One request, before it is sent.</summary>
internal sealed record ApiRequest(HttpMethod Method, ApiResource Resource, string? Namespace, string? Name)
{
    /// <summary>For example <c>status</c>.</summary>
    public string? Subresource { get; init; }

    /// <summary>With its question mark; or empty.</summary>
    public string Query { get; init; } = "";

    /// <summary>What is sent; null for nothing.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>What the body is.</summary>
    public MediaTypeHeaderValue? ContentType { get; init; }

    /// <summary>For messages.</summary>
    public string? Verb { get; init; }

    /// <summary>Below the address of the server.</summary>
    public string Path => Resource.Path(Namespace, Name, Subresource) + Query;

    /// <summary>In what form the answer is wanted.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>What is done, in Kubernetes' own word.</summary>
    public string Word => Verb ?? (Method.Method, Name) switch
    {
        ("GET", null) => "list",
        ("GET", _) => "get",
        ("POST", _) => "create",
        ("PUT", _) => "update",
        _ => Method.Method.ToLowerInvariant(),
    };

    /// <summary>What it is about, for messages: <c>cannot get Secret `ns/x`</c>.</summary>
    public string Description
    {
        get
        {
            var part = Subresource is null ? "" : $" ({Subresource})";
            return $"cannot {Word} {Resource.Describe(Namespace, Name)}{part}";
        }
    }
}
