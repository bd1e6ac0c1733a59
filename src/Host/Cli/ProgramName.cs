namespace FrrK8s.Host.Cli;

/// <summary>Under which name the program runs. A link of the name <c>kubectl-frrk8s</c> on the PATH makes it a plugin of kubectl.</summary>
internal static class ProgramName
{
    /// <summary>The program by itself.</summary>
    public const string Usual = "frrk8s";

    /// <summary>The program as kubectl's plugin.</summary>
    public const string Plugin = "kubectl frrk8s";

    /// <summary>What kubectl calls when its user asks for completion of the plugin.</summary>
    public const string Completer = "kubectl_complete-frrk8s";

    private const string PluginFile = "kubectl-frrk8s";

    /// <summary>The name that this process was started by.</summary>
    public static string OfProcess() => Of(StartedAs());

    /// <summary>The name for a path that a program was started by.</summary>
    public static string Of(string path) =>
        Path.GetFileName(path) switch
        {
            PluginFile => Plugin,
            Completer => Completer,
            _ => Usual,
        };

    // The name of the link, and not of what it leads to: only the kernel has it always.
    private static string StartedAs()
    {
        const string commandLine = "/proc/self/cmdline";
        try
        {
            return File.Exists(commandLine)
                ? File.ReadAllText(commandLine).Split('\0')[0]
                : Environment.GetCommandLineArgs()[0];
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return Environment.GetCommandLineArgs()[0];
        }
    }
}
