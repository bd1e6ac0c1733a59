using Microsoft.Extensions.Hosting;

namespace FrrK8s.Host.Node;

/// <summary>Runs the loop as long as the host does. When the loop fails, the host stops, and <see cref="Failure"/> says why.</summary>
internal sealed class NodeWorker(NodeLoop loop) : BackgroundService
{
    /// <summary>What escaped from the loop, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Off the thread that starts the host: the first round reads files.
            await Task.Run(() => loop.RunAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A graceful stop leaves FRR as it is.
        }
        catch (Exception escaped)
        {
            Failure = escaped;
            throw;
        }
    }
}
