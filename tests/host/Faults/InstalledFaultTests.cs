using Xunit.Abstractions;

namespace FrrK8s.HostTests.Faults;

/// <summary>On the installed FRR.</summary>
public sealed class InstalledFaultTests(InstalledFaultStage stage, ITestOutputHelper output)
    : FaultTests(stage, output), IClassFixture<InstalledFaultStage>
{
    [LabTheory]
    [MemberData(nameof(Names))]
    public Task A_node_survives(string fault) => SurviveAsync(fault);
}
