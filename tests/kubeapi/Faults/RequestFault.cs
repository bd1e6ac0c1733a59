namespace FrrK8s.KubeApi.Faults;

/// <summary>What is done to the next requests that match.</summary>
public sealed class RequestFault(Func<RequestRecord, bool> matches, int count)
{
    private int _left = count;

    /// <summary>The status to answer with; 0 to answer nothing and break the connection; null to go on after the delay.</summary>
    public int? Status { get; init; }

    /// <summary>What `Retry-After` says.</summary>
    public int RetryAfterSeconds { get; init; }

    /// <summary>What to wait for before anything else.</summary>
    public Func<CancellationToken, Task> Before { get; init; } = _ => Task.CompletedTask;

    /// <summary>How many requests it will still strike.</summary>
    public int Left => Math.Max(0, Volatile.Read(ref _left));

    internal bool Takes(RequestRecord request) => Left > 0 && matches(request) && Interlocked.Decrement(ref _left) >= 0;

    internal void Stop() => Volatile.Write(ref _left, 0);
}
