namespace FrrK8s.Host.Node;

/// <summary>How long to wait before the next try: doubles from half a second to 30 s.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>No wait is longer.</summary>
    public static readonly TimeSpan Cap = TimeSpan.FromSeconds(30);

    private TimeSpan _next = First;

    /// <summary>The wait after one more failure.</summary>
    public TimeSpan Next()
    {
        var wait = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, Cap.Ticks));
        return wait;
    }

    /// <summary>Starts over, after a success.</summary>
    public void Reset() => _next = First;
}
