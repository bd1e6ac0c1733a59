namespace FrrK8s.Host.Frr;

/// <summary>How a child process ended.</summary>
/// <param name="ExitCode">-1 when it did not start or was killed.</param>
/// <param name="Failure">Why it has no exit code of its own: could not be started, or was killed at its deadline; else empty.</param>
internal sealed record ProcessResult(int ExitCode, string Output, string Error, string Failure);
