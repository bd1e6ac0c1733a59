using System.Threading.Channels;

namespace FrrK8s.KubeApi.Store;

/// <summary>What one watch still has to do, in the order in which it happened.</summary>
internal sealed class Subscription(Action<Subscription> onEnd) : IDisposable
{
    private readonly Channel<WatchItem> _items = Channel.CreateUnbounded<WatchItem>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>What is to do.</summary>
    public ChannelReader<WatchItem> Items => _items.Reader;

    /// <summary>Adds something to do.</summary>
    public void Tell(WatchItem item) => _items.Writer.TryWrite(item);

    /// <inheritdoc/>
    public void Dispose() => onEnd(this);
}
