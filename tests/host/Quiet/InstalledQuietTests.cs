using Xunit.Abstractions;

namespace FrrK8s.HostTests.Quiet;

/// <summary>Nothing for nothing, on the installed FRR.</summary>
public sealed class InstalledQuietTests(InstalledQuietStage stage, ITestOutputHelper output) : IClassFixture<InstalledQuietStage>
{
    /// <summary>The names of the quirks.</summary>
    public static TheoryData<string> Names => [.. QuirkList.All.Select(quirk => quirk.Name)];

    [LabTheory]
    [MemberData(nameof(Names))]
    public Task Applied_once_nothing_more_is_told_and_no_session_notices(string quirk) =>
        stage.PlayAsync(QuirkList.Named(quirk), output.WriteLine);
}
