using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Node;

/// <summary>Gives every category of the host the one logger.</summary>
internal sealed class LineLoggerProvider(ILogger logger) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => logger;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The logger owns nothing.
    }
}
