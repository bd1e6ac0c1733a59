namespace FrrK8s.Host.Sessions;

/// <summary>A bucket of tokens, one for each request: some at once, then so many a second, so that a storm of sessions is none for the API server.</summary>
internal sealed class WriteBudget(TimeProvider time)
{
    private const double AtOnce = 20;
    private const double PerSecond = 10;

    private readonly Lock _lock = new();
    private double _tokens = AtOnce;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Waits until one more request is within the budget.</summary>
    public Task TakeAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _tokens = Math.Min(AtOnce, _tokens + (time.GetElapsedTime(_filledAt).TotalSeconds * PerSecond));
            _filledAt = time.GetTimestamp();
            _tokens--;
            return _tokens >= 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromSeconds(-_tokens / PerSecond), time, cancellationToken);
        }
    }
}
