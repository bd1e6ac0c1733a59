using Xunit.Abstractions;

namespace FrrK8s.HostTests.Faults;

/// <summary>What happens to FRR, on the unpacked release.</summary>
public sealed class UnpackedFrrFaultTests(UnpackedFaultStage stage, ITestOutputHelper output)
    : FaultTests(stage, output), IClassFixture<UnpackedFaultStage>
{
    [LabTheory(OnBothReleases = true)]
    [MemberData(nameof(OfFrr))]
    [MemberData(nameof(OfManager))]
    public Task A_node_survives(string fault) => SurviveAsync(fault);
}
