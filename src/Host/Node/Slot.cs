using System.Threading.Channels;

namespace FrrK8s.Host.Node;

/// <summary>One place for "something happened": any number of marks before the next look are one.</summary>
internal sealed class Slot
{
    private readonly Channel<bool> _channel =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Marks the slot; never blocks.</summary>
    public void Mark() => _channel.Writer.TryWrite(true);

    /// <summary>Takes the mark, if there is one.</summary>
    public bool Take() => _channel.Reader.TryRead(out _);

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
