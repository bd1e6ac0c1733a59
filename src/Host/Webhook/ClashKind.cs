namespace FrrK8s.Host.Webhook;

/// <summary>What a contradiction of two objects does to nodes.</summary>
internal enum ClashKind
{
    /// <summary>Nodes have both objects, and would have to refuse one that they have or the new one.</summary>
    OnNodes,

    /// <summary>No node has both, but every node that one of them selects will.</summary>
    Certain,

    /// <summary>A node could be labelled so that it has both.</summary>
    Possible,

    /// <summary>It was so before this change, or the other object counts nowhere anyway.</summary>
    Harmless,
}
