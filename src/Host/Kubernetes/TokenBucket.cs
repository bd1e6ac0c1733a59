namespace FrrK8s.Host.Kubernetes;

/// <summary>How often something may be done: a number at once, and then one in each time.</summary>
internal sealed class TokenBucket(int size, TimeSpan refill, TimeProvider time)
{
    private double _tokens = size;
    private long _since = time.GetTimestamp();

    /// <summary>How long until it may be done; zero when it may.</summary>
    public TimeSpan Wait()
    {
        _tokens = Math.Min(size, _tokens + (time.GetElapsedTime(_since) / refill));
        _since = time.GetTimestamp();
        return _tokens >= 1 ? TimeSpan.Zero : (refill * (1 - _tokens)) + TimeSpan.FromMilliseconds(1);
    }

    /// <summary>It is done.</summary>
    public void Take() => _tokens--;
}
