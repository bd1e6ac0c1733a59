using FrrK8s.Host.Status;

namespace FrrK8s.Host.StatusView;

/// <summary>An object that some nodes refuse.</summary>
/// <param name="State">What the first of them says of it.</param>
/// <param name="Nodes">They, in order.</param>
internal sealed record RefusedObject(ObjectState State, IReadOnlyList<string> Nodes);
