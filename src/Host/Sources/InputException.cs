namespace FrrK8s.Host.Sources;

/// <summary>An input that does not exist or may not be read. The message is for the user: one line.</summary>
internal sealed class InputException(string message, Exception? cause = null) : Exception(message, cause);
