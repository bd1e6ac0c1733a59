using Xunit.Abstractions;

namespace FrrK8s.HostTests.Faults;

/// <summary>
/// Each fault of <see cref="FaultList"/> on real FRR: whatever happens, the neighbors have the right routes in the end and no human hand
/// was needed. What each cost is in `artifacts/test-logs/faults-RELEASE.txt`.
/// </summary>
public abstract class FaultTests(FaultStage stage, ITestOutputHelper output)
{
    /// <summary>The names of those that happen to FRR.</summary>
    public static TheoryData<string> OfFrr => Names(FaultList.OfFrr);

    /// <summary>The names of those that happen to its mgmtd.</summary>
    public static TheoryData<string> OfManager => Names(FaultList.OfManager);

    /// <summary>The names of those that happen to our own side.</summary>
    public static TheoryData<string> OfDaemon => Names(FaultList.OfDaemon);

    protected async Task SurviveAsync(string name)
    {
        var outcome = await stage.PlayAsync(FaultList.Named(name), output.WriteLine);
        Assert.True(outcome.Problem.Length == 0, outcome.Problem);
    }

    private static TheoryData<string> Names(IEnumerable<Fault> faults) => [.. faults.Select(fault => fault.Name)];
}
