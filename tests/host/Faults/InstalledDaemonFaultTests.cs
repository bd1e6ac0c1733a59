using Xunit.Abstractions;

namespace FrrK8s.HostTests.Faults;

/// <summary>What happens to our daemon, its disk and its manifests, on the installed release.</summary>
public sealed class InstalledDaemonFaultTests(InstalledFaultStage stage, ITestOutputHelper output)
    : FaultTests(stage, output), IClassFixture<InstalledFaultStage>
{
    [LabTheory]
    [MemberData(nameof(OfDaemon))]
    public Task A_node_survives(string fault) => SurviveAsync(fault);
}
