namespace FrrK8s.HostTests;

/// <summary>A test in a shell. Where that is not there it is counted as skipped, with the reason, and never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute(params string[] programs) =>
        Skip = programs.FirstOrDefault(program => !IsThere(program)) is { } missing ? $"`{missing}` is not on the PATH; `make setup` installs bash, zsh and fish" : null;

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
