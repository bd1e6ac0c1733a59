using Xunit.Abstractions;

namespace FrrK8s.HostTests.Faults;

/// <summary>What happens to FRR, on the installed release.</summary>
public sealed class InstalledFrrFaultTests(InstalledFaultStage stage, ITestOutputHelper output)
    : FaultTests(stage, output), IClassFixture<InstalledFaultStage>
{
    [LabTheory]
    [MemberData(nameof(OfFrr))]
    public Task A_node_survives(string fault) => SurviveAsync(fault);
}
