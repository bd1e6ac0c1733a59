using System.Diagnostics;

namespace FrrK8s.HostTests;

/// <summary>The scripts that add up what test runners print and name what failed: a run without a summary must never count as a good one.</summary>
public sealed class TestCountTests
{
    [Theory]
    [InlineData("expecto", "[12:00:00 INF] EXPECTO! 5 tests run in 00:00:01 for all – 3 passed, 1 ignored, 1 failed, 0 errored.  <Expecto>", "3 1 1")]
    [InlineData("expecto", "EXPECTO! 1,204 tests run in 00:00:01 for all – 1,200 passed, 0 ignored, 1 failed, 3 errored. ", "1200 4 0")]
    [InlineData("xunit", "Test Run Successful.\nTotal tests: 14\n     Passed: 12\n    Skipped: 2\n Total time: 2.3 Minutes", "12 0 2")]
    [InlineData("xunit", "Test Run Failed.\nTotal tests: 13\n     Passed: 12\n     Failed: 1", "12 1 0")]
    public void A_summary_is_counted(string runner, string line, string counts)
    {
        var (code, output) = Count(runner, $"before\n{line}\nafter\n");
        Assert.Equal((0, counts), (code, output));
    }

    [Theory]
    [InlineData("expecto")]
    [InlineData("xunit")]
    public void No_summary_is_an_error(string runner)
    {
        var (code, output) = Count(runner, "Unhandled exception. Aborted (core dumped)\n");
        Assert.Equal((1, ""), (code, output));
    }

    [Theory]
    [InlineData("expecto", "EXPECTO! 0 tests run in 00:00:00 for all – 0 passed, 0 ignored, 0 failed, 0 errored. Success!")]
    [InlineData("xunit", "Test Run Successful.\nTotal tests: 0")]
    public void A_run_of_no_tests_is_an_error(string runner, string summary)
    {
        var (code, output) = Count(runner, summary + "\n");
        Assert.Equal((1, ""), (code, output));
    }

    [Theory]
    [InlineData("Test Run Aborted.\nTotal tests: Unknown\n     Passed: 3")]
    [InlineData("Test Run Aborted.\nTotal tests: 5\n     Passed: 3")]
    public void A_summary_of_a_run_that_broke_off_is_an_error(string summary)
    {
        var (code, output) = Count("xunit", summary + "\n");
        Assert.Equal((1, ""), (code, output));
    }

    [Theory]
    [InlineData("expecto", """
        [12:00:00 ERR] laws.merge.order does not matter failed in 00:00:01.2. <Expecto>
        Falsified after 3 cases.

          at FrrK8s.Laws in x.fs:line 1
        [12:00:01 ERR] laws.decoder errored in 00:00:00.1 <Expecto>
        System.Exception: no such file
        [12:00:02 INF] EXPECTO! 3 tests run
        """, """
        laws.merge.order does not matter: Falsified after 3 cases.
          laws.decoder: System.Exception: no such file
        """)]
    [InlineData("xunit", """
          Passed A.B [1 s]
          Failed A.C(page: "x.md") [2 s]
          Error Message:
           Assert.Equal() Failure
        Expected: 1
          Stack Trace:
             at A.C in x.cs:line 1
          Failed A.D [3 ms]
        Test Run Failed.
        """, """
        A.C(page: "x.md"): Assert.Equal() Failure | Expected: 1
          A.D: no reason is printed
        """)]
    public void What_failed_is_named_with_its_reason(string runner, string printed, string named) =>
        Assert.Equal((0, named), Script("failures.sh", runner, printed + "\n"));

    private static (int Code, string Output) Count(string runner, string text) => Script("count.sh", runner, text);

    private static (int Code, string Output) Script(string script, string runner, string text)
    {
        var log = Path.GetTempFileName();
        try
        {
            File.WriteAllText(log, text);
            var start = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "build", script), runner, log])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        finally
        {
            File.Delete(log);
        }
    }
}
