using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Status;

/// <summary>`frrk8s status --watch` as a program on a terminal.</summary>
public sealed class TerminalTests
{
    [ShellFact("script")]
    public async Task It_draws_in_place_until_q_is_pressed()
    {
        var (code, output) = await WatchAsync("", "q");
        Assert.Equal(0, code);
        Assert.Contains("\e[?1049h\e[?25l\e[H", output, StringComparison.Ordinal);
        Assert.Contains("\e[32mall is well\e[0m", output, StringComparison.Ordinal);
        Assert.Contains("\e[?25h\e[?1049l", output, StringComparison.Ordinal);
    }

    [ShellFact("script")]
    public async Task It_ends_with_control_c_and_gives_the_screen_back_and_honours_NO_COLOR()
    {
        var (code, output) = await WatchAsync("NO_COLOR=1", "\u0003");
        Assert.Equal(0, code);
        Assert.Contains("\e[?25h\e[?1049l", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[32m", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> WatchAsync(string environment, string key)
    {
        using var node = new StatusNode();
        node.Write(StatusNode.Good);
        using var installed = new InstalledProgram("frrk8s");
        using var folder = new TempFolder();
        var log = folder.File("typescript");
        // Who runs the tests in the background has control-c ignored, by whatever they start. No shell stays in between: it would have
        // control-c too, and some tell of that in place of the program's exit code.
        var command = $"exec env --default-signal=INT {environment} TERM=xterm frrk8s status --watch {string.Join(' ', node.Options)}";
        using var script = installed.Start("script", ["-qefc", command, log]);
        try
        {
            // Typed before there is a page, it could be lost to the terminal's change of mode.
            await Eventually.TrueAsync(() => script.HasExited || Written(log).Contains("DRIFT", StringComparison.Ordinal), "the page is drawn", () => Written(log));
            await script.StandardInput.WriteAsync(key);
            await script.StandardInput.FlushAsync();
            await Eventually.TrueAsync(() => script.HasExited, "it ends", () => Written(log));
            return (script.ExitCode, Written(log));
        }
        finally
        {
            if (!script.HasExited)
            {
                script.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Written(string log) => File.Exists(log) ? File.ReadAllText(log) : "";
}
