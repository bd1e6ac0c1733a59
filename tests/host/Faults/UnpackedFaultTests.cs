using Xunit.Abstractions;

namespace FrrK8s.HostTests.Faults;

/// <summary>On the unpacked FRR.</summary>
public sealed class UnpackedFaultTests(UnpackedFaultStage stage, ITestOutputHelper output)
    : FaultTests(stage, output), IClassFixture<UnpackedFaultStage>
{
    [LabTheory(OnBothReleases = true)]
    [MemberData(nameof(Names))]
    public Task A_node_survives(string fault) => SurviveAsync(fault);
}
