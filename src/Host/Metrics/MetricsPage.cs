namespace FrrK8s.Host.Metrics;

/// <summary>All metrics of this process.</summary>
internal sealed class MetricsPage(IReadOnlyList<IMetricsSource> sources)
{
    /// <summary>The page as it is now.</summary>
    public string Read()
    {
        var text = new MetricsText();
        foreach (var source in sources)
        {
            source.WriteTo(text);
        }

        return text.ToString();
    }
}
