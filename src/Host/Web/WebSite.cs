using System.Net;

namespace FrrK8s.Host.Web;

/// <summary>What is served at one end point.</summary>
/// <param name="Option">The option that named the end point, for the message when it cannot be had.</param>
/// <param name="Pages">By path; each is made for the value of the Authorization header, and waits for nothing of FRR.</param>
internal sealed record WebSite(
    string Option, IPEndPoint EndPoint, IReadOnlyDictionary<string, Func<string?, CancellationToken, ValueTask<WebPage>>> Pages)
{
    /// <summary>For HTTPS; null for HTTP.</summary>
    public ServerTls? Tls { get; init; }
}
