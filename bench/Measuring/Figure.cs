namespace FrrK8s.Bench.Measuring;

/// <summary>What was measured of one case. Allocation says what noise on the machine cannot blur.</summary>
/// <param name="Results">How much a run gave, for example lines.</param>
/// <param name="CpuMs">The least processor time, on all threads.</param>
/// <param name="CollectionMs">How much of it the garbage collector takes.</param>
/// <param name="Ratio">The least time divided by that of the series that it is compared with.</param>
/// <param name="Growth">The processor time divided by that of the next smaller size in the series.</param>
/// <param name="WorkGrowth">The same without the garbage collector, which a large result alone keeps busy.</param>
internal sealed record Figure(
    string Series,
    int Size,
    string Unit,
    int Runs,
    double MedianMs,
    double MinMs,
    double MaxMs,
    double CpuMs,
    double CollectionMs,
    double AllocatedMb,
    long Results,
    double? Growth,
    double? WorkGrowth,
    double? TargetMs,
    double? Ratio,
    double? TargetRatio);
