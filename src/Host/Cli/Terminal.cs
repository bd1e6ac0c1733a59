namespace FrrK8s.Host.Cli;

/// <summary>The three streams of the program, so that tests can stand in for a terminal.</summary>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error)
{
    /// <summary>The standard input byte by byte; null when only <see cref="In"/> is there.</summary>
    public Stream? InBytes { get; init; }

    /// <summary>The standard output byte by byte; null when only <see cref="Out"/> is there.</summary>
    public Stream? OutBytes { get; init; }

    /// <summary>True when a person looks at the output and did not ask for one without colours (<c>NO_COLOR</c>).</summary>
    public bool IsColored { get; init; }

    /// <summary>True when a person looks at the standard error: progress may be shown there.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>What can be drawn on; null when the output is no terminal.</summary>
    public IScreen? Screen { get; init; }

    /// <summary>What the user typed to get here: <c>frrk8s</c>, or <c>kubectl frrk8s</c>.</summary>
    public string Program { get; init; } = ProgramName.Usual;

    /// <summary>The streams of this process.</summary>
    public static Terminal OfProcess() => new(Console.In, Console.Out, Console.Error)
    {
        InBytes = Console.OpenStandardInput(),
        OutBytes = Console.OpenStandardOutput(),
        IsColored = !Console.IsOutputRedirected && IsUnset("NO_COLOR") && Environment.GetEnvironmentVariable("TERM") != "dumb",
        Screen = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb" ? new ConsoleScreen() : null,
        Program = ProgramName.OfProcess(),
        ShowsProgress = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };

    private static bool IsUnset(string variable) => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
