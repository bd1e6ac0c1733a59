namespace FrrK8s.Host.Cli;

/// <summary>What the program's exit codes mean.</summary>
internal static class ExitCodes
{
    /// <summary>Everything was accepted.</summary>
    public const int Accepted = 0;

    /// <summary>An object, a document or a file was refused and the rest was done; or two configurations differ; or a law is broken.</summary>
    public const int Refused = 1;

    /// <summary>The command line is wrong, or an input does not exist or may not be read.</summary>
    public const int Usage = 2;

    /// <summary>A mistake of this program.</summary>
    public const int Failed = 3;
}
