using Xunit.Abstractions;

namespace FrrK8s.HostTests.Quiet;

/// <summary>Nothing for nothing, on the unpacked FRR.</summary>
public sealed class UnpackedQuietTests(UnpackedQuietStage stage, ITestOutputHelper output) : IClassFixture<UnpackedQuietStage>
{
    /// <summary>The names of the quirks.</summary>
    public static TheoryData<string> Names => [.. QuirkList.All.Select(quirk => quirk.Name)];

    [LabTheory(OnBothReleases = true)]
    [MemberData(nameof(Names))]
    public Task Applied_once_nothing_more_is_told_and_no_session_notices(string quirk) =>
        stage.PlayAsync(QuirkList.Named(quirk), output.WriteLine);
}
