using System.Globalization;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Node;

/// <summary>Writes each message as one line: time (UTC), level, text. Messages hold no secret; whoever writes one masks it.</summary>
internal sealed class LineLogger(TextWriter output, LogLevelSwitch level, TimeProvider time, LogFormat format = LogFormat.Text) : ILogger
{
    private static readonly string[] Names = ["trace", "debug", "info", "warn", "error", "critical"];

    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= level.Least;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var stamp = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var text = formatter(state, exception);
        var line = format == LogFormat.Json
            ? JsonLine.Of(stamp, Names[(int)logLevel], text, exception, state as IReadOnlyList<KeyValuePair<string, object?>> ?? [])
            : $"{stamp} {Names[(int)logLevel]} {(exception is null ? text : $"{text}: {exception}").ReplaceLineEndings(" | ")}";
        lock (_lock)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
