using System.Net.Http.Headers;

namespace FrrK8s.Host.Kubernetes;

/// <summary>Where the API server is, how to know it, and who we are to it, as files said at one moment. No record: nothing of it may ever be printed.</summary>
internal sealed class ApiAccess
{
    /// <summary>The server; ends in a slash.</summary>
    public required Uri Server { get; init; }

    /// <summary>The namespace that the credentials come with; empty when they have none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The files that it was read from. When one of them says something else, it is to be read anew.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The name that the server's certificate is for; null for the name in the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>Any certificate will do: `insecure-skip-tls-verify` asks for just this.</summary>
    public bool IsUnverified { get; init; }

    /// <summary>The certificates that the server's may come from; null for those of the machine.</summary>
    public string? Authorities { get; init; }

    /// <summary>The certificate that says who we are, and its key; null for none.</summary>
    public (string Certificate, string Key)? Own { get; init; }

    /// <summary>Makes the header that says who we are; null for none.</summary>
    public Func<CancellationToken, Task<AuthenticationHeaderValue?>> AuthorizeAsync { get; init; } = _ => Task.FromResult<AuthenticationHeaderValue?>(null);

    /// <summary>Whether connections that were made for one serve for the other.</summary>
    public bool HasConnectionsOf(ApiAccess other) =>
        (Server, ServerName, IsUnverified, Authorities, Own) == (other.Server, other.ServerName, other.IsUnverified, other.Authorities, other.Own);

    /// <summary>A header with a token; null for an empty one.</summary>
    public static AuthenticationHeaderValue? Bearer(string? token) =>
        string.IsNullOrWhiteSpace(token) ? null : new AuthenticationHeaderValue("Bearer", token.Trim());
}
