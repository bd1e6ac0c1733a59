using Xunit.Abstractions;

namespace FrrK8s.HostTests.Faults;

/// <summary>What happens to our daemon, its disk and its manifests, on the unpacked release.</summary>
public sealed class UnpackedDaemonFaultTests(UnpackedFaultStage stage, ITestOutputHelper output)
    : FaultTests(stage, output), IClassFixture<UnpackedFaultStage>
{
    [LabTheory(OnBothReleases = true)]
    [MemberData(nameof(OfDaemon))]
    public Task A_node_survives(string fault) => SurviveAsync(fault);
}
