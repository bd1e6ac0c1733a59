using Level = Microsoft.Extensions.Logging.LogLevel;

namespace FrrK8s.Host.Node;

/// <summary>The log level in force, which a FRRK8sConfiguration changes while the program runs.</summary>
internal sealed class LogLevelSwitch(Rules.LogLevel initial)
{
    private volatile int _least = (int)ToLeast(initial);

    /// <summary>Messages below it are not written.</summary>
    public Level Least => (Level)_least;

    /// <summary>Changes the level.</summary>
    public void Set(Rules.LogLevel level) => _least = (int)ToLeast(level);

    private static Level ToLeast(Rules.LogLevel level) => level switch
    {
        Rules.LogLevel.All => Level.Trace,
        Rules.LogLevel.Debug => Level.Debug,
        Rules.LogLevel.Info => Level.Information,
        Rules.LogLevel.Warn => Level.Warning,
        Rules.LogLevel.Error => Level.Error,
        _ => Level.None,
    };
}
