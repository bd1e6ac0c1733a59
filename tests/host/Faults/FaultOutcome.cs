namespace FrrK8s.HostTests.Faults;

/// <summary>What a fault cost.</summary>
/// <param name="Detected">From the fault to the first line of the daemon's log; null when it had nothing to say.</param>
/// <param name="Repaired">From the fault until routes and configuration are right; null when they never were.</param>
/// <param name="SessionsLost">How many sessions the neighbors lost.</param>
/// <param name="RoutesWithdrawn">How many routes the neighbors' kernels lost.</param>
/// <param name="Told">How often FRR was told something.</param>
/// <param name="Problem">Why it was not survived; empty when it was.</param>
internal sealed record FaultOutcome(
    string Fault, TimeSpan? Detected, TimeSpan? Repaired, int SessionsLost, int RoutesWithdrawn, int Told, string Problem)
{
    /// <summary>The heads of the columns.</summary>
    public static readonly string[] Heads = ["fault", "detected", "repaired", "sessions lost", "routes withdrawn", "told", "survived"];

    /// <summary>The cells of its row.</summary>
    public string[] Cells =>
        [Fault, Time(Detected), Time(Repaired), $"{SessionsLost}", $"{RoutesWithdrawn}", $"{Told}", Problem.Length == 0 ? "yes" : "NO"];

    private static string Time(TimeSpan? time) => time is { } known ? $"{known.TotalSeconds:0.00} s" : "-";
}
