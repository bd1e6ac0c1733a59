using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Faults;

/// <summary>An open watch, as faults see it.</summary>
internal sealed class ActiveWatch(ResourceKind kind, Subscription subscription, Action drop)
{
    /// <summary>What it watches.</summary>
    public ResourceKind Kind => kind;

    /// <summary>Breaks the connection, unless it has ended just now.</summary>
    public void Drop()
    {
        try
        {
            drop();
        }
        catch (ObjectDisposedException)
        {
            // Its request is over.
        }
    }

    /// <summary>Lets something go wrong after what is already waiting to be sent.</summary>
    public void Tell(WatchFault fault) => subscription.Tell(fault);
}
