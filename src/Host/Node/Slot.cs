using System.Diagnostics;
using System.Threading.Channels;

namespace FrrK8s.Host.Node;

/// <summary>One place for "something happened": any number of marks before the next look are one.</summary>
internal sealed class Slot
{
    private readonly Channel<bool> _channel =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _markedAt;

    /// <summary>Marks the slot; never blocks.</summary>
    public void Mark()
    {
        Interlocked.CompareExchange(ref _markedAt, Stopwatch.GetTimestamp(), 0);
        _channel.Writer.TryWrite(true);
    }

    /// <summary>Takes the mark, if there is one, and says how long it has been there.</summary>
    public TimeSpan? Take() =>
        _channel.Reader.TryRead(out _) && Interlocked.Exchange(ref _markedAt, 0) is var at and not 0 ? Stopwatch.GetElapsedTime(at) : null;

    /// <summary>Waits for a mark without taking it, at most so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var mark = _channel.Reader.WaitToReadAsync(done.Token).AsTask();
        var expiry = Task.Delay(atMost, time, done.Token);
        await Task.WhenAny(mark, expiry);
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
