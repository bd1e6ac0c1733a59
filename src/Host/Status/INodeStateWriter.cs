namespace FrrK8s.Host.Status;

/// <summary>Where the state of the node is told.</summary>
internal interface INodeStateWriter
{
    /// <summary>
    /// The state is this now; it may be the same as before. Returns at once, whatever becomes of it; only a problem with the local disk is thrown
    /// (<see cref="IOException"/>, <see cref="UnauthorizedAccessException"/>).
    /// </summary>
    void Write(NodeState state);
}
