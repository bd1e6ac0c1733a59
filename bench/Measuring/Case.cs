namespace FrrK8s.Bench.Measuring;

/// <summary>
/// One thing to measure. Cases of one series differ in their size alone, so that their figures tell how cost grows.
/// </summary>
/// <param name="Series">What is done.</param>
/// <param name="Size">To how many of what <paramref name="Unit"/> says.</param>
/// <param name="Prepare">Makes what one run needs, outside the time, and returns the run; that returns how much it gave.</param>
internal sealed record Case(string Series, int Size, string Unit, Func<Func<long>> Prepare)
{
    /// <summary>The time that it should take at most, in milliseconds, on a machine of today.</summary>
    public double? TargetMs { get; init; }

    /// <summary>The series that this one is an alternative to, measured before it in the same run: the ratio is of the least times at one size.</summary>
    public string? Than { get; init; }

    /// <summary>How many times longer than the other series it should take at least.</summary>
    public double? TargetRatio { get; init; }
}
