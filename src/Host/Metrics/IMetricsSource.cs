namespace FrrK8s.Host.Metrics;

/// <summary>Something that has values for a scrape. It has them at hand: a scrape waits for nobody.</summary>
internal interface IMetricsSource
{
    /// <summary>Writes the families; may be called by several threads at a time.</summary>
    void WriteTo(MetricsText text);
}
