using Microsoft.Extensions.Hosting;

namespace FrrK8s.Host.Node;

/// <summary>Runs something as long as the host does. When it fails, the host stops, and <see cref="Failure"/> says why.</summary>
internal sealed class Worker(Func<CancellationToken, Task> run) : BackgroundService
{
    /// <summary>What escaped, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Off the thread that starts the host: the first round reads files.
            await Task.Run(() => run(stoppingToken), stoppingToken);
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
