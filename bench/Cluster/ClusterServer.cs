using System.Runtime.InteropServices;
using System.Text;
using FrrK8s.Bench.Apply;
using FrrK8s.KubeApi;
using FrrK8s.Lab;
using FrrK8s.Lab.Network;
using FrrK8s.Lab.Processes;

namespace FrrK8s.Bench.Cluster;

/// <summary>
/// The API server with a large cluster in it, as a process of its own in a network namespace, so that what it takes of the machine is not the daemon's.
/// The process is this program, which is told so by a word that nobody else uses.
/// </summary>
internal sealed class ClusterServer : IAsyncDisposable
{
    /// <summary>The word.</summary>
    public const string Word = "--serve-cluster";

    private const string Ready = "ready ";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly ChildProcess _process;

    private ClusterServer(ChildProcess process, string[] words) =>
        (_process, Url, Token, AuthorityPem, KubeconfigPath) =
        (process, new Uri(words[0]), words[1], Encoding.UTF8.GetString(Convert.FromBase64String(words[2])), words[3]);

    public int ProcessId => _process.Id;

    public Uri Url { get; }

    public string Token { get; }

    public string AuthorityPem { get; }

    public string KubeconfigPath { get; }

    /// <summary>Is the process.</summary>
    public static async Task ServeAsync()
    {
        var stop = new TaskCompletionSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.TrySetResult();
        });
        await using var server = await KubeApiServer.StartAsync(new KubeApiOptions { Namespaces = [Population.Namespace] });
        Population.Fill(server);
        var authority = Convert.ToBase64String(Encoding.UTF8.GetBytes(server.AuthorityPem));
        Console.WriteLine($"{Ready}{server.Url} {server.Token} {authority} {server.KubeconfigPath}");
        await stop.Task;
    }

    /// <summary>Starts the process, and waits until it has filled itself.</summary>
    public static async Task<ClusterServer> StartAsync(NetworkNamespace place, CancellationToken cancellationToken)
    {
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var words = LabDaemon.CommandOf(typeof(ClusterServer).Assembly.Location);
        var process = place.Start("the API server", words[0], [.. words[1..], Word], line =>
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                ready.TrySetResult(line[Ready.Length..]);
            }
        });
        try
        {
            await Ticking.DuringAsync(
                "filling the API server",
                Wait.UntilAsync(
                    _ =>
                    {
                        process.ThrowIfExited();
                        return Task.FromResult(ready.Task.IsCompleted ? null : "the API server is not ready");
                    },
                    Deadline,
                    cancellationToken));
            return new ClusterServer(process, (await ready.Task).Split(' '));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
