using System.Diagnostics;
using System.Globalization;
using FrrK8s.Host.Frr;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class ProcessRunnerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly ProcessRunner _runner = new(TimeProvider.System);

    private Task<ProcessResult> ShellAsync(string script, TimeSpan deadline) =>
        _runner.RunAsync("/bin/sh", ["-c", script], deadline, CancellationToken.None);

    [Fact]
    public async Task Output_error_and_exit_code_are_given_apart()
    {
        var result = await ShellAsync("echo out; echo err >&2; exit 7", Long);
        Assert.Equal(new ProcessResult(7, "out\n", "err\n", ""), result);
    }

    [Fact]
    public async Task Much_output_on_both_pipes_does_not_block()
    {
        var result = await ShellAsync("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2", Long);
        Assert.Equal((3_000_000, 3_000_000), (result.Output.Length, result.Error.Length));
    }

    [Fact]
    public async Task The_whole_tree_is_killed_at_the_deadline()
    {
        var result = await ShellAsync("sleep 60 & echo $!; wait", TimeSpan.FromMilliseconds(300));
        Assert.Equal(-1, result.ExitCode);
        Assert.Equal("`sh` did not end within 0.3 s and was killed", result.Failure);

        try
        {
            using var grandchild = Process.GetProcessById(int.Parse(result.Output, CultureInfo.InvariantCulture));
            await grandchild.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }

    [Fact]
    public async Task A_grandchild_that_keeps_the_pipe_is_not_waited_for()
    {
        var result = await ShellAsync("echo out; sleep 20 & exit 0", Long).WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Equal((0, "out\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_result()
    {
        var result = await _runner.RunAsync("/nonexistent/vtysh", [], Long, CancellationToken.None);
        Assert.StartsWith("`/nonexistent/vtysh` could not be started", result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_input_is_closed() =>
        Assert.Equal("", (await ShellAsync("cat", Long)).Output);
}
