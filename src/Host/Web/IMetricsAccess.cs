namespace FrrK8s.Host.Web;

/// <summary>Who may read the metrics.</summary>
internal interface IMetricsAccess
{
    /// <summary>The refusal for somebody who says this of himself; null when he may read.</summary>
    /// <param name="authorization">The value of the Authorization header, which is a secret.</param>
    ValueTask<WebPage?> RefuseAsync(string? authorization, CancellationToken cancellationToken);
}
