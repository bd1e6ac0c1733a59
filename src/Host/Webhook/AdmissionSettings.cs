namespace FrrK8s.Host.Webhook;

/// <summary>What decides about admissions besides the objects.</summary>
/// <param name="Namespace">The daemon's namespace: objects of others count nowhere.</param>
internal sealed record AdmissionSettings(string Namespace)
{
    /// <summary>Conflicts that are there on nodes of today, or on every node that one of the objects will ever select.</summary>
    public ConflictMode Conflicts { get; init; } = ConflictMode.Deny;

    /// <summary>Conflicts on nodes that somebody would have to label for both objects.</summary>
    public ConflictMode PossibleConflicts { get; init; } = ConflictMode.Warn;
}
