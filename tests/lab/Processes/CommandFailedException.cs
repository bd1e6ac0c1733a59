namespace FrrK8s.Lab.Processes;

/// <summary>A program of the laboratory's surroundings (ip, vtysh, install) said no.</summary>
public sealed class CommandFailedException : Exception
{
    public CommandFailedException()
    {
    }

    public CommandFailedException(string message)
        : base(message)
    {
    }

    public CommandFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
