using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Status;

/// <summary>Writes the FRRNodeState of a node as a manifest into a folder. The file changes only when the state does.</summary>
internal sealed class NodeStateFile(string stateDir, string nodeName) : INodeStateWriter
{
    private NodeState? _written;

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.Combine(stateDir, $"frrnodestate-{nodeName}.yaml");

    /// <inheritdoc/>
    public void Write(NodeState state)
    {
        if (state == _written)
        {
            return;
        }

        PrivateFile.WritePublic(Path, YamlText.From(NodeStateJson.Manifest(nodeName, state)));
        _written = state;
    }
}
