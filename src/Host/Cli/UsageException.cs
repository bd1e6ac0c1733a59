namespace FrrK8s.Host.Cli;

/// <summary>A command line that parses but cannot be carried out. The message is for the user: one line.</summary>
internal sealed class UsageException(string message) : Exception(message);
