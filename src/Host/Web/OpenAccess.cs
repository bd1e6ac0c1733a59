namespace FrrK8s.Host.Web;

/// <summary>Whoever reaches the port may read: it is on the loopback device, or there is no API server to ask.</summary>
internal sealed class OpenAccess : IMetricsAccess
{
    /// <inheritdoc/>
    public ValueTask<WebPage?> RefuseAsync(string? authorization, CancellationToken cancellationToken) => ValueTask.FromResult<WebPage?>(null);
}
