namespace FrrK8s.Lab.Run;

/// <summary>What to run and over which manifests.</summary>
internal sealed record RunOptions(string Program, string Samples)
{
    /// <summary>Reads the command line; null when it is not understood.</summary>
    public static RunOptions? Read(string[] arguments) =>
        arguments is ["--program", var program, "--samples", var samples]
            ? new RunOptions(Path.GetFullPath(program), Path.GetFullPath(samples))
            : null;
}
