using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Cleaner;

/// <summary>The nodes that have a pod of the daemon, in whatever phase.</summary>
internal sealed class DaemonPods(Action onChange) : NoteStore<string>(onChange)
{
    /// <summary>The names of the nodes.</summary>
    public HashSet<string> Nodes() => Notes().ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    /// <remarks>A pod that has no node yet keeps no state.</remarks>
    protected override string Note(ApiObject found) => (found.Read().Child("spec") ?? default).TextOf("nodeName");

    /// <inheritdoc/>
    protected override bool IsSame(string one, string other) => one == other;
}
