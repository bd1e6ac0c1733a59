namespace FrrK8s.Host.Frr;

/// <summary>How bringing FRR to a configuration ended.</summary>
internal enum ApplyOutcome
{
    /// <summary>FRR took all of it.</summary>
    Applied,

    /// <summary>FRR does not take this text, today or later; some of it may have been applied.</summary>
    Refused,

    /// <summary>FRR is not there, does not answer, or answers too late: the same text may go through later.</summary>
    Unavailable,
}
