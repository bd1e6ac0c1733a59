using FrrK8s.Host.Frr;
using FrrK8s.Host.Node;
using FrrK8s.Rules;

namespace FrrK8s.Host.Metrics;

/// <summary>Counts what the loop does: the Go daemon's four <c>k8s_client</c> metrics, and ours.</summary>
internal sealed class NodeMetrics(TimeProvider time) : INodeObserver, IMetricsSource
{
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    private readonly Lock _lock = new();
    private readonly long[] _applies = new long[Enum.GetValues<ApplyOutcome>().Length];
    private readonly Histogram _applying = new("frrk8s_apply_duration_seconds", "How long bringing FRR to a configuration took", Seconds);
    private readonly Histogram _reconciling = new("frrk8s_reconcile_duration_seconds", "How long a change of objects took to be read, merged and applied", Seconds);
    private readonly Histogram _queueing = new("frrk8s_queue_duration_seconds", "How long a change of objects waited to be looked at", Seconds);
    private long? _queuedAt;
    private long _updates;
    private long _errors;
    private long _found;
    private long _repaired;
    private int _refused;
    private bool _isLoaded;
    private bool _isStale;

    /// <inheritdoc/>
    public void PassBegins(TimeSpan? queued)
    {
        lock (_lock)
        {
            _queuedAt ??= queued is { } waited ? time.GetTimestamp() - (long)(waited.TotalSeconds * time.TimestampFrequency) : null;
        }
    }

    /// <inheritdoc/>
    public void Applied(ApplyReport report, TimeSpan took)
    {
        _applying.Observe(took);
        Interlocked.Increment(ref _applies[(int)report.Outcome]);
    }

    /// <inheritdoc/>
    public void Drifted(int statements, bool isRepaired)
    {
        Interlocked.Add(ref _found, statements);
        Interlocked.Add(ref _repaired, isRepaired ? statements : 0);
    }

    /// <inheritdoc/>
    public void PassEnds(NodePass pass)
    {
        lock (_lock)
        {
            if (pass.HasChanged)
            {
                _updates++;
                _errors += pass.IsGood ? 0 : 1;
                _reconciling.Observe(pass.Took);
                if (_queuedAt is { } queuedAt)
                {
                    _queueing.Observe(time.GetElapsedTime(queuedAt) - pass.Took);
                }
            }

            _queuedAt = pass.HasLooked ? null : _queuedAt;
            _isLoaded |= pass.IsGood;
            _isStale = _updates > 0 && !pass.IsGood;
            _refused = pass.Conversion.Compilation?.Result.Objects.Count(report => report.Verdict == Verdict.Refused) ?? _refused;
        }
    }

    /// <inheritdoc/>
    public void WriteTo(MetricsText text)
    {
        lock (_lock)
        {
            text.Family("frrk8s_k8s_client_updates_total", "counter", "Number of k8s object updates that have been processed.").Sample(_updates);
            text.Family("frrk8s_k8s_client_update_errors_total", "counter", "Number of k8s object updates that failed for some reason.").Sample(_errors);
            text.Family("frrk8s_k8s_client_config_loaded_bool", "gauge", "1 if the configuration was successfully loaded at least once.").Sample(_isLoaded ? 1 : 0);
            text.Family("frrk8s_k8s_client_config_stale_bool", "gauge", "1 if running on a stale configuration, because a part of the latest one could not be loaded.")
                .Sample(_isStale ? 1 : 0);
            text.Family("frrk8s_refused_objects", "gauge", "Number of objects for this node that are not part of its configuration").Sample(_refused);
        }

        text.Family("frrk8s_applies_total", "counter", "Number of times FRR was brought to a configuration, by how it ended");
        foreach (var outcome in Enum.GetValues<ApplyOutcome>())
        {
            text.Sample(Interlocked.Read(ref _applies[(int)outcome]), [("result", NameOf(outcome))]);
        }

        text.Family("frrk8s_drift_statements_found_total", "counter", "Number of statements in which FRR was found to differ from what it was given")
            .Sample(Interlocked.Read(ref _found));
        text.Family("frrk8s_drift_statements_repaired_total", "counter", "Number of these that were put back").Sample(Interlocked.Read(ref _repaired));
        _applying.WriteTo(text);
        _reconciling.WriteTo(text);
        _queueing.WriteTo(text);
    }

    private static string NameOf(ApplyOutcome outcome) => outcome switch
    {
        ApplyOutcome.Applied => "applied",
        ApplyOutcome.Refused => "refused",
        _ => "unavailable",
    };
}
