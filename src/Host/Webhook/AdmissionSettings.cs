namespace FrrK8s.Host.Webhook;

/// <summary>What decides about admissions besides the objects.</summary>
/// <param name="Namespace">The daemon's namespace: objects of others count nowhere.</param>
internal sealed record AdmissionSettings(string Namespace)
{
    /// <summary>Conflicts that are there on nodes of today, or on every node that one of the objects will ever select.</summary>
    public ConflictPolicy Conflicts { get; init; } = ConflictPolicy.Deny;

    /// <summary>Conflicts on nodes that somebody would have to label for both objects.</summary>
    public ConflictPolicy PossibleConflicts { get; init; } = ConflictPolicy.Warn;
}
