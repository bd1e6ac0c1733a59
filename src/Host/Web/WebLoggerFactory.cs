using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Web;

/// <summary>Gives Kestrel our logger for what goes wrong; what goes well is said by nobody.</summary>
internal sealed class WebLoggerFactory(ILogger logger) : ILoggerFactory
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Warnings(logger);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider)
    {
        // There is one logger.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // It owns nothing.
    }

    private sealed class Warnings(ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                logger.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
