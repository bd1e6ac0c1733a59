namespace FrrK8s.Lab.Network;

/// <summary>The kernel got or lost a route.</summary>
/// <param name="At">As <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</param>
public readonly record struct RouteEvent(string Prefix, bool IsDeleted, long At);
