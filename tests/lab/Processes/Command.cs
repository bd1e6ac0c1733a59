using System.Diagnostics;

namespace FrrK8s.Lab.Processes;

/// <summary>Runs a short program to its end. Every run has a deadline, and nothing outlives it.</summary>
public static class Command
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <summary>The output of a program that must succeed.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string input = "", CancellationToken cancellationToken = default)
    {
        var words = arguments.ToArray();
        var result = await TryAsync(program, words, input, cancellationToken);
        if (result.ExitCode == 0)
        {
            return result.Output;
        }

        var said = string.Join(' ', result.Error.Trim(), result.Output.Trim()).Trim();
        throw new CommandFailedException($"`{program} {string.Join(' ', words)}` ended with {result.ExitCode}: {said}");
    }

    /// <summary>The outcome of a program that may fail.</summary>
    public static async Task<CommandResult> TryAsync(string program, IEnumerable<string> arguments, string input = "", CancellationToken cancellationToken = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new CommandFailedException($"`{program}` did not start");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException($"`{program}` did not end within {Deadline.TotalSeconds} s", error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
