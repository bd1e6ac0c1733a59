namespace FrrK8s.Host.Metrics;

/// <summary>Counts durations by how long they were.</summary>
internal sealed class Histogram(string name, string help, IReadOnlyList<double> bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[bounds.Count + 1];
    private double _sum;

    /// <summary>One more.</summary>
    public void Observe(TimeSpan duration)
    {
        var seconds = duration.TotalSeconds;
        var index = 0;
        while (index < bounds.Count && seconds > bounds[index])
        {
            index++;
        }

        lock (_lock)
        {
            _counts[index]++;
            _sum += seconds;
        }
    }

    /// <summary>Writes the family, its buckets cumulated.</summary>
    public void WriteTo(MetricsText text)
    {
        long[] counts;
        double sum;
        lock (_lock)
        {
            (counts, sum) = ([.. _counts], _sum);
        }

        text.Family(name, "histogram", help);
        var total = 0L;
        for (var index = 0; index < counts.Length; index++)
        {
            total += counts[index];
            text.Sample(total, [("le", MetricsText.Number(index < bounds.Count ? bounds[index] : double.PositiveInfinity))], "_bucket");
        }

        text.Sample(sum, [], "_sum");
        text.Sample(total, [], "_count");
    }
}
