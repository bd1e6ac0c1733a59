namespace FrrK8s.Host.Frr;

/// <summary>A daemon of FRR could not be asked. The message is for the user.</summary>
internal sealed class VtyException(string message) : Exception(message)
{
    /// <summary>Nobody listens at its socket.</summary>
    public bool IsGone { get; init; }

    /// <summary>It lives, and did not answer in time.</summary>
    public bool IsLate { get; init; }
}
