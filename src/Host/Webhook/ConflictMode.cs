namespace FrrK8s.Host.Webhook;

/// <summary>What is done about an object that contradicts others: <c>--conflicts</c>, and <c>--possible-conflicts</c> for those that no node has yet.</summary>
internal enum ConflictMode
{
    /// <summary>It is refused.</summary>
    Deny,

    /// <summary>It is let in, and the conflict is said.</summary>
    Warn,
}
