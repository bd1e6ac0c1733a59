using System.Diagnostics;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>kubectl, in a home of its own: it finds no configuration of the machine and leaves no cache there.</summary>
internal sealed class Kubectl(ApiServerUnderTest server, KubectlChoice choice = KubectlChoice.OnThePath) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TempFolder _home = new();

    /// <summary>Runs it in the namespace of the daemon; it must succeed. The result is what it printed.</summary>
    public async Task<string> RunAsync(string[] arguments, string input = "")
    {
        var (code, output, error) = await TryAsync(arguments, input);
        Assert.True(code == 0, $"kubectl {string.Join(' ', arguments)}: {error}");
        return output;
    }

    /// <summary>Runs it.</summary>
    public async Task<(int Code, string Out, string Error)> TryAsync(string[] arguments, string input = "")
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"kubectl {string.Join(' ', arguments)} does not end: {await output} {await error}");
        }

        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts it.</summary>
    public Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo(KubectlPrograms.Find(choice)!, ["--namespace", ApiServerUnderTest.Namespace, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = server.KubeconfigPath;
        start.Environment["HOME"] = _home.Path;
        return Process.Start(start)!;
    }

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();
}
