namespace FrrK8s.Host.Metrics;

/// <summary>All metrics of this process.</summary>
internal sealed class MetricsPage(IReadOnlyList<IMetricsSource> sources)
{
    private readonly List<IMetricsSource> _sources = [.. sources];

    /// <summary>Adds a source, before anybody reads.</summary>
    public void Add(IMetricsSource source) => _sources.Add(source);

    /// <summary>The page as it is now.</summary>
    public string Read()
    {
        var text = new MetricsText();
        foreach (var source in _sources)
        {
            source.WriteTo(text);
        }

        return text.ToString();
    }
}
