using System.Collections.Concurrent;

namespace FrrK8s.Host.Metrics;

/// <summary>Counts what the API server was asked, and how it ended.</summary>
internal sealed class ApiMetrics : IMetricsSource
{
    /// <summary>The code of a request that got no answer.</summary>
    public const string NoAnswer = "none";

    /// <summary>The code of a request that was carried out.</summary>
    public const string Answered = "2xx";

    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    private readonly ConcurrentDictionary<(string Verb, string Code), long> _requests = new();
    private readonly Histogram _took = new("frrk8s_api_request_duration_seconds", "How long requests to the API server took, other than watches", Seconds);

    /// <summary>One request is over, or a watch has begun.</summary>
    /// <param name="verb">Kubernetes' word for it: get, list, watch, create, update, patch, delete.</param>
    /// <param name="code"><see cref="Answered"/>, <see cref="NoAnswer"/>, or HTTP's code of the refusal.</param>
    /// <param name="took">Null for a watch.</param>
    public void Asked(string verb, string code, TimeSpan? took)
    {
        _requests.AddOrUpdate((verb, code), 1, (_, count) => count + 1);
        if (took is { } duration)
        {
            _took.Observe(duration);
        }
    }

    /// <inheritdoc/>
    public void WriteTo(MetricsText text)
    {
        text.Family("frrk8s_api_requests_total", "counter", "Number of requests to the API server, by verb and code: 2xx, none when there was no answer, or the code of the refusal");
        foreach (var ((verb, code), count) in _requests.OrderBy(one => one.Key))
        {
            text.Sample(count, [("verb", verb), ("code", code)]);
        }

        _took.WriteTo(text);
    }
}
