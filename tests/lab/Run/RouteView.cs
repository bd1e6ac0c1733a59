namespace FrrK8s.Lab.Run;

/// <summary>
/// One prefix on its way over one session: sent by one side, taken by the other after its filters, and in the kernel of
/// the side that took it.
/// </summary>
internal sealed record RouteView(string Prefix, LabLink Link, bool Sent, bool Taken, bool InKernel);
