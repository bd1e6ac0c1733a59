using FrrK8s.Host.Cli;

namespace FrrK8s.HostTests.Support;

/// <summary>Runs the program in this process.</summary>
internal static class CommandLine
{
    public static Task<(int Code, string Out, string Error)> RunAsync(string[] arguments, string input = "") =>
        RunAsync(arguments, input, isColored: false);

    /// <summary>The same as in front of a person.</summary>
    public static Task<(int Code, string Out, string Error)> RunColoredAsync(string[] arguments) =>
        RunAsync(arguments, "", isColored: true);

    private static async Task<(int Code, string Out, string Error)> RunAsync(string[] arguments, string input, bool isColored)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal(new StringReader(input), output, error) { IsColored = isColored };
        var code = await FrrK8sCommand.RunAsync(arguments, terminal, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
