namespace FrrK8s.Bench.Apply;

/// <summary>The kernel got or lost a route.</summary>
/// <param name="At">As <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</param>
internal readonly record struct RouteEvent(string Prefix, bool IsDeleted, long At);
