using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace FrrK8s.Host.Frr;

/// <summary>
/// Runs a child process to its end or to its deadline, whichever comes first; past it the whole process tree is killed.
/// Both pipes are read all the time, so a chatty child never blocks, and a grandchild that keeps a pipe open is not waited for.
/// </summary>
internal sealed class ProcessRunner(TimeProvider time)
{
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(2);

    /// <summary>Runs a program. Cancelling kills it as a deadline does, and throws.</summary>
    public async Task<ProcessResult> RunAsync(
        string program, IReadOnlyList<string> arguments, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception problem)
        {
            return new ProcessResult(-1, "", "", $"`{program}` could not be started: {problem.Message}");
        }

        process.StandardInput.Close();
        var output = new PipeCapture(process.StandardOutput);
        var error = new PipeCapture(process.StandardError);
        using var expiry = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        var failure = "";
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            failure = $"`{Path.GetFileName(program)}` did not end within {deadline.TotalSeconds:0.###} s and was killed";
        }

        await Task.WhenAny(Task.WhenAll(output.Done, error.Done), Task.Delay(PipeGrace, time, cancellationToken));
        return new ProcessResult(failure.Length == 0 ? process.ExitCode : -1, output.Text, error.Text, failure);
    }
}
