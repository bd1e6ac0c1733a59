namespace FrrK8s.Host.Status;

/// <summary>Tells the state to several.</summary>
internal sealed class NodeStateWriters(params INodeStateWriter[] all) : INodeStateWriter
{
    /// <inheritdoc/>
    public void Write(NodeState state)
    {
        foreach (var writer in all)
        {
            writer.Write(state);
        }
    }
}
