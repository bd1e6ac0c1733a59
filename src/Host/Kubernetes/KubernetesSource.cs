using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// The API server as the daemon's source. Nothing is said before everything is known that the node's configuration depends on: its labels, the objects of
/// the namespace, the Secrets that those name. What is known stays in force while the server is away.
/// </summary>
internal sealed class KubernetesSource : IManifestSource
{
    // More single questions than this cost more than one list.
    private const int MostQuestions = 200;

    // Nothing here has to be looked at unasked.
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private readonly Lock _guard = new();
    private readonly Slot _work = new();
    private readonly IApiClient _client;
    private readonly KubernetesScope _scope;
    private readonly ApiHealth _health;
    private readonly TimeProvider _time;
    private readonly Action _onEvent;
    private readonly WatchedConfigurations _configurations;
    private readonly WatchedObject _node;
    private readonly WatchedObject _host;
    private readonly ApiWatcher _configurationWatcher;
    private readonly ApiWatcher _nodeWatcher;
    private readonly ApiWatcher _hostWatcher;
    private readonly Dictionary<string, WatchTask> _secrets = new(StringComparer.Ordinal);
    private long _version = 1;
    private long _looked;
    private SourceLook? _last;

    /// <summary>A source for one node. <see cref="RunAsync"/> makes it live.</summary>
    public KubernetesSource(IApiClient client, KubernetesScope scope, ApiHealth health, Action onEvent, TimeProvider time)
    {
        (_client, _scope, _health, _onEvent, _time) = (client, scope, health, onEvent, time);
        _configurations = new WatchedConfigurations(_guard, Changed);
        _node = new WatchedObject(scope.Node, _guard, ReducedObject.Node, Changed);
        _host = new WatchedObject("config", _guard, ReducedObject.HostConfiguration, Changed);
        _configurationWatcher = Watcher(ApiResources.FrrConfigurations, scope.Namespace, ApiSelector.All, _configurations);
        _nodeWatcher = Watcher(ApiResources.Nodes, null, ApiSelector.Name(scope.Node), _node);
        _hostWatcher = Watcher(ApiResources.HostConfigurations, scope.Namespace, ApiSelector.Name("config"), _host);
    }

    /// <inheritdoc/>
    public SourceLook Look()
    {
        lock (_guard)
        {
            if (_looked == _version || (_last is { IsKnown: true } && !IsComplete()))
            {
                return _last! with { HasChanged = false };
            }

            _looked = _version;
            _last = IsComplete() ? Known() : new SourceLook(HasChanged: true, IsKnown: false, [], Waiting(), Rest);
            return _last;
        }
    }

    /// <summary>Watches until cancelled. An exception that comes out of here is a mistake of this program.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> running =
        [
            Task.Run(() => _nodeWatcher.RunAsync(stop.Token), CancellationToken.None),
            Task.Run(() => _hostWatcher.RunAsync(stop.Token), CancellationToken.None),
        ];
        var isSelecting = false;
        try
        {
            while (true)
            {
                _work.Take();
                Label();
                if (!isSelecting && _configurations.HasLabels)
                {
                    isSelecting = true;
                    running.Add(Task.Run(() => _configurationWatcher.RunAsync(stop.Token), CancellationToken.None));
                }

                await FetchAsync(stop.Token);
                FollowSecrets(stop.Token);
                _onEvent();
                var wake = _work.WaitAsync(Rest, _time, stop.Token);
                await Task.WhenAny([wake, .. running, .. _secrets.Values.Select(task => task.Running)]);
                await Task.WhenAll(running.Concat(_secrets.Values.Select(task => task.Running)).Where(task => task.IsFaulted));
                await wake;
            }
        }
        finally
        {
            await stop.CancelAsync();
            foreach (var task in _secrets.Values)
            {
                task.Dispose();
            }
        }
    }

    private ApiWatcher Watcher(ApiResource resource, string? ns, ApiSelector selector, IApiStore store) =>
        new(_client, resource, ns, selector, store, _health, _time) { OnStateChange = Announce };

    private void Changed()
    {
        _version++;
        _work.Mark();
    }

    private void Announce()
    {
        lock (_guard)
        {
            // Once all is known, that a server is away is no news for the node.
            if (_last is not { IsKnown: true } || !IsComplete() || _secrets.Values.Any(task => task.Watcher.Problem is { IsRefusal: true }))
            {
                _version++;
            }
        }

        _work.Mark();
    }

    private void Label()
    {
        lock (_guard)
        {
            // A node that is deleted keeps its labels: whoever does that does not mean its routes.
            if (_node.Document is { } node)
            {
                _configurations.Label(_scope.LabelsOf(node));
            }
        }
    }

    // The objects that the node's new labels bring in.
    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> missing;
        lock (_guard)
        {
            missing = _configurations.Missing;
        }

        if (missing.Count > MostQuestions)
        {
            _configurationWatcher.Relist();
            return;
        }

        foreach (var name in missing)
        {
            try
            {
                var found = await _client.GetAsync(ApiResources.FrrConfigurations, _scope.Namespace, name, cancellationToken);
                _configurations.Fetched(name, ObjectScan.Read(System.Text.Encoding.UTF8.GetBytes(found.GetRawText())));
            }
            catch (ApiException gone) when (gone.IsNotFound)
            {
                _configurations.Fetched(name, null);
            }
            catch (ApiException)
            {
                // The watcher knows how to wait for a server.
                _configurationWatcher.Relist();
                return;
            }
        }
    }

    private void FollowSecrets(CancellationToken cancellationToken)
    {
        lock (_guard)
        {
            var wanted = SecretNames.In(_configurations.Documents);
            foreach (var name in _secrets.Keys.Except(wanted).ToList())
            {
                _health.Forget(_secrets[name].Watcher);
                _secrets[name].Dispose();
                _secrets.Remove(name);
            }

            foreach (var name in wanted.Where(name => !_secrets.ContainsKey(name)))
            {
                var found = new WatchedObject(name, _guard, ReducedObject.Secret, Changed);
                var watcher = Watcher(ApiResources.Secrets, _scope.Namespace, ApiSelector.Name(name), found);
                _secrets[name] = WatchTask.Start(watcher, found, _time, Announce, cancellationToken);
            }
        }
    }

    private bool IsComplete() =>
        _configurations.HasLabels
        && _configurationWatcher.IsListed
        && (_hostWatcher.IsListed || _hostWatcher.Problem is { IsRefusal: true })
        && SecretNames.In(_configurations.Documents).All(name => _secrets.TryGetValue(name, out var task) && task.IsKnown);

    private SourceLook Known()
    {
        // A Secret may still be followed for a moment after the last object that named it is gone.
        var configurations = _configurations.Documents;
        List<WatchTask> secrets = [.. SecretNames.In(configurations).Select(name => _secrets[name])];
        IEnumerable<ManifestDocument?> documents =
            [.. configurations, .. secrets.Select(task => task.Found.Document), _configurations.Node, _host.Document];
        var refused = secrets.Select(task => task.Watcher).Where(watcher => !watcher.IsListed);
        var file = new ManifestFile(_scope.Server, IsReadable: true, [.. documents.OfType<ManifestDocument>()], []);
        return new SourceLook(HasChanged: true, IsKnown: true, [file], [.. refused.Select(Problem)], Rest) { Others = _configurations.Others };
    }

    private SourceProblem[] Waiting()
    {
        var failing = new[] { _nodeWatcher, _configurationWatcher, _hostWatcher }
            .Concat(_secrets.Values.Select(task => task.Watcher))
            .Where(watcher => watcher is { IsListed: false, Problem: not null })
            .Select(Problem)
            .ToList();
        if (_nodeWatcher.IsListed && !_configurations.HasLabels)
        {
            failing.Add(new SourceProblem(
                new Place(_scope.Server, 0, 0), $"there is no Node `{_scope.Node}`; its name comes from --node-name or the environment's NODE_NAME"));
        }

        return [.. failing];
    }

    private SourceProblem Problem(ApiWatcher watcher) => new(new Place(_scope.Server, 0, 0), watcher.Problem?.Message ?? "not read yet");
}
