using FrrK8s.Host.Node;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// Keeps a store at what the API server has: lists, follows what happens from there, takes up again where a connection broke, and lists anew when the
/// server has forgotten where that was. A server that is away changes nothing in the store.
/// </summary>
internal sealed class ApiWatcher(
    IApiClient client, ApiResource resource, string? ns, ApiSelector selector, IApiStore store, ApiHealth health, TimeProvider time)
{
    // A watch that ends at once, again and again, is no watch.
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(1);

    private readonly Backoff _backoff = new();
    private CancellationTokenSource? _watch;
    private volatile bool _mustList = true;
    private volatile bool _isListed;
    private volatile ApiException? _problem;
    private string _version = "";

    /// <summary>True from the first whole list on.</summary>
    public bool IsListed => _isListed;

    /// <summary>Why it does not go on just now; null when it does.</summary>
    public ApiException? Problem => _problem;

    /// <summary>Called after <see cref="IsListed"/> or <see cref="Problem"/> became another one.</summary>
    public Action? OnStateChange { get; init; }

    /// <summary>Lists everything anew as soon as possible.</summary>
    public void Relist()
    {
        _mustList = true;
        try
        {
            Volatile.Read(ref _watch)?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended just now, so the next thing is the list.
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (_mustList)
                {
                    await ListAsync(cancellationToken);
                }

                await FollowAsync(cancellationToken);
            }
            catch (ApiException problem)
            {
                _mustList |= problem.IsGone;
                await PauseAsync(problem, cancellationToken);
            }
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        _mustList = false;
        try
        {
            store.Begin();
            await foreach (var page in client.PagesAsync(resource, ns, selector, cancellationToken))
            {
                foreach (var item in page.Items)
                {
                    store.Listed(item);
                }

                _version = page.ResourceVersion;
            }

            store.End();
        }
        catch
        {
            _mustList = true;
            throw;
        }

        Works();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Volatile.Write(ref _watch, watch);
        var (isAny, openedAt) = (false, default(long?));
        try
        {
            if (_mustList)
            {
                return;
            }

            await foreach (var found in client.WatchAsync(resource, ns, selector, _version, Opened, watch.Token))
            {
                isAny = true;
                Take(found);
                if (_mustList)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (_mustList && !cancellationToken.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            Volatile.Write(ref _watch, null);
            if (IsWatch())
            {
                _backoff.Reset();
            }
        }

        if (!IsWatch())
        {
            await DelayAsync(_backoff.Next(), cancellationToken);
        }

        bool IsWatch() => isAny || (openedAt is { } at && time.GetElapsedTime(at) >= ShortLife);

        void Opened()
        {
            openedAt = time.GetTimestamp();
            Works();
        }
    }

    private void Take(ApiEvent found)
    {
        // Events come in the order of their versions. One that is older than the last was held up on its way. A bookmark is not held up: the server
        // itself stands at an earlier time, as after its store was restored.
        if (ResourceVersion.IsOlder(found.Object.ResourceVersion, _version))
        {
            _mustList |= found.Type == ApiEventType.Bookmark;
            return;
        }

        switch (found.Type)
        {
            case ApiEventType.Deleted:
                store.Remove(found.Object);
                break;
            case ApiEventType.Added or ApiEventType.Modified:
                store.Put(found.Object);
                break;
            default:
                break;
        }

        _version = found.Object.ResourceVersion.Length == 0 ? _version : found.Object.ResourceVersion;
    }

    private void Works()
    {
        if (_problem is null && _isListed)
        {
            return;
        }

        (_problem, _isListed) = (null, true);
        health.Works(this);
        OnStateChange?.Invoke();
    }

    private async Task PauseAsync(ApiException problem, CancellationToken cancellationToken)
    {
        var isNew = _problem?.Message != problem.Message;
        _problem = problem;
        health.Fails(this, problem);
        if (isNew)
        {
            OnStateChange?.Invoke();
        }

        var pause = _backoff.Next();
        await DelayAsync(problem.RetryAfter is { } wish && wish > pause ? wish : pause, cancellationToken);
    }

    // The nodes of a cluster lose their API server together, and should not come back together.
    private Task DelayAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        var spread = pause * (0.75 + (Random.Shared.NextDouble() / 2));
        return Task.Delay(spread < Backoff.Cap ? spread : Backoff.Cap, time, cancellationToken);
    }
}
