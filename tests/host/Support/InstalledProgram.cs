using System.Diagnostics;
using FrrK8s.Lab;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.Support;

/// <summary>A folder of the PATH with links to the program, as an administrator would make them.</summary>
internal sealed class InstalledProgram : IDisposable
{
    private readonly TempFolder _folder = new();

    public InstalledProgram(params string[] names)
    {
        foreach (var name in names)
        {
            File.CreateSymbolicLink(_folder.File(name), Executable);
        }
    }

    /// <summary>The folder.</summary>
    public string Path => _folder.Path;

    // What is built to be run by `dotnet` has a starter beside it.
    private static string Executable => LabDaemon.Program.EndsWith(".dll", StringComparison.Ordinal) ? System.IO.Path.ChangeExtension(LabDaemon.Program, null) : LabDaemon.Program;

    /// <summary>Runs a program that finds the links before everything else.</summary>
    public Task<CommandResult> RunAsync(string program, string[] arguments, string input = "") => Command.TryAsync("env", Words(program, arguments), input);

    /// <summary>Starts it, for who talks to it.</summary>
    public Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo("env", Words(program, arguments))
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>The folder of .NET, which a managed program needs.</summary>
    public static string DotnetRoot => System.IO.Path.GetFullPath(System.IO.Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    public void Dispose() => _folder.Dispose();

    private string[] Words(string program, string[] arguments) =>
        [$"PATH={Path}:{Environment.GetEnvironmentVariable("PATH")}", $"HOME={Path}", $"DOTNET_ROOT={DotnetRoot}", program, .. arguments];
}
