using System.Collections.Concurrent;
using System.Diagnostics;

namespace FrrK8s.Lab.Processes;

/// <summary>
/// A long-running child. Its output is always drained (a full pipe would stop it), its last lines are kept for
/// error messages, and it ends with its owner: by SIGTERM, and by SIGKILL when that is not heard.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesKept = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Action<string>? _onLine;

    private ChildProcess(string name, Process process, Action<string>? onLine)
    {
        Name = name;
        _process = process;
        _onLine = onLine;
    }

    /// <summary>For messages.</summary>
    public string Name { get; }

    /// <summary>The process id, also of `ip netns exec`, which becomes the program that it runs.</summary>
    public int Id => _process.Id;

    /// <summary>True once it is gone.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its last lines, oldest first.</summary>
    public IReadOnlyList<string> LastLines => [.. _lines];

    /// <summary>Starts a program.</summary>
    public static ChildProcess Start(string name, string program, IEnumerable<string> arguments, Action<string>? onLine = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = new Process { StartInfo = start };
        var child = new ChildProcess(name, process, onLine);
        process.OutputDataReceived += (_, line) => child.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        process.Start();
        Owned.Add(child);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>An exception that says what the process said last, when it has ended.</summary>
    public void ThrowIfExited()
    {
        if (HasExited)
        {
            throw new CommandFailedException($"{Name} ended with {_process.ExitCode}: {string.Join(" | ", _lines.TakeLast(5))}");
        }
    }

    /// <summary>Ends it now, as a crash would.</summary>
    public async Task KillAsync()
    {
        Signal.Kill(Id);
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends it as an operator would; kills it when it does not listen. Gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!HasExited)
        {
            Signal.Term(Id);
        }

        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }

        return _process.ExitCode;
    }

    /// <summary>Waits until it has ended by itself; gives the exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan deadline)
    {
        using var patience = new CancellationTokenSource(deadline);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException problem)
        {
            throw new TimeoutException($"{Name} did not end within {deadline.TotalSeconds} s: {string.Join(" | ", _lines.TakeLast(5))}", problem);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Owned.Remove(this);
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        while (_lines.Count > LinesKept && _lines.TryDequeue(out _))
        {
        }

        _onLine?.Invoke(line);
    }
}
