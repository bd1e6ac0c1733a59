using System.Diagnostics;

namespace FrrK8s.Host.Cli;

/// <summary>One line on the standard error that says how far a long command is. Nothing, when nobody looks at it.</summary>
internal sealed class ProgressBar(Terminal terminal)
{
    private const int Width = 30;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long _shown;

    /// <summary>Shows a state, unless another one was shown a moment ago.</summary>
    /// <param name="done">How much is done, 0 to 1.</param>
    /// <param name="text">Of what.</param>
    public void Show(double done, string text)
    {
        if (!terminal.ShowsProgress || (_shown != 0 && Stopwatch.GetElapsedTime(_shown) < Pause))
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        var filled = (int)(Math.Clamp(done, 0, 1) * Width);
        terminal.Error.Write($"\r\e[K[{new string('#', filled)}{new string('.', Width - filled)}] {text}");
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (_shown != 0)
        {
            terminal.Error.Write("\r\e[K");
            _shown = 0;
        }
    }
}
