namespace FrrK8s.Host.Status;

/// <summary>What became of one FRRConfiguration that selects this node. Holds no secret.</summary>
/// <param name="Uid">Which object of the name it is; empty when it comes from a file. Not part of what is shown.</param>
/// <param name="Generation"><c>metadata.generation</c>, 0 for an object from a file.</param>
/// <param name="IsAccepted">This generation is part of the node's intended configuration.</param>
/// <param name="IsApplied">This generation is part of what FRR was last found to run.</param>
/// <param name="Reason"><c>Accepted</c>, <c>Refused</c> or <c>Conflict</c>.</param>
/// <param name="Message">Why it is refused, all sides of a conflict named; what was ignored of an accepted one; or empty.</param>
internal sealed record ObjectState(
    string Namespace, string Name, string Uid, long Generation, bool IsAccepted, bool IsApplied, string Reason, string Message)
{
    public const string Accepted = "Accepted";
    public const string Refused = "Refused";
    public const string Conflict = "Conflict";

    /// <summary><c>namespace/name</c></summary>
    public string Id => $"{Namespace}/{Name}";
}
