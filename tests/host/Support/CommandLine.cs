using FrrK8s.Host.Cli;

namespace FrrK8s.HostTests.Support;

/// <summary>Runs the program in this process.</summary>
internal static class CommandLine
{
    public static async Task<(int Code, string Out, string Error)> RunAsync(string[] arguments, string input = "")
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await FrrK8sCommand.RunAsync(
            arguments, new Terminal(new StringReader(input), output, error), CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
