using FrrK8s.Host.Frr;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Metrics;
using FrrK8s.Host.Sessions;
using FrrK8s.Host.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Node;

/// <summary>What watches the daemon and its FRR from the side, and tells it over HTTP. It never keeps the loop waiting.</summary>
internal sealed class NodeObservation : IDisposable
{
    // A change that FRR refuses is taken back, and both may be tried twice.
    private const int AppliesInOnePass = 4;

    private readonly WebSettings _web;
    private readonly IApiClient? _api;
    private readonly TimeProvider _time;
    private readonly FrrLiveness _liveness;
    private readonly NodeHealth _health;
    private readonly MetricsPage _metrics;
    private readonly List<BackgroundService> _running = [];

    /// <summary>Puts it together; nothing runs yet. Without an API server no BGPSessionStates are written, and nobody is asked who may read metrics.</summary>
    public NodeObservation(DaemonSettings settings, TimeProvider time, IApiClient? api = null, IReadOnlyList<IMetricsSource>? more = null)
    {
        (_web, _time, _api) = (settings.Web, time, api);
        var vty = new VtyClient(settings.Frr, time);
        Sessions = new SessionPoller(vty, time);
        _liveness = new FrrLiveness(vty, time);
        _health = new NodeHealth(AppliesInOnePass * settings.Frr.ApplyDeadline, time);
        var node = new NodeMetrics(time);
        var resets = new ResetLedger();
        Sessions.Subscribe(snapshot => resets.Note(snapshot.Bgp.Items));
        _metrics = new MetricsPage(
            [new SessionMetrics(() => Sessions.Current, resets, time), node, Conditions, _liveness, .. more ?? [], new ProcessMetrics()]);
        Observer = new NodeObservers(node, _health);
    }

    /// <summary>What FRR's sessions are.</summary>
    public SessionPoller Sessions { get; }

    /// <summary>Who is told the state of the node.</summary>
    public ConditionMetrics Conditions { get; } = new();

    /// <summary>Who is told what the loop does.</summary>
    public INodeObserver Observer { get; }

    /// <summary>What escaped from one of those that run, or null.</summary>
    public Exception? Failure => _running.Select(service => service.ExecuteTask?.Exception?.InnerException).FirstOrDefault(failure => failure is not null);

    /// <summary>Starts to serve; null when nothing is to be served.</summary>
    /// <exception cref="Cli.UsageException">An end point or a certificate cannot be had.</exception>
    public async Task<WebServer?> ServeAsync(ILogger logger, CancellationToken cancellationToken)
    {
        IMetricsAccess access = _api is { } api && _web.IsMetricsSecure ? new ReviewedAccess(api, _time) : new OpenAccess();
        var sites = new NodeSites(_web, _metrics, _health, _liveness, access).All(logger, _time);
        if (sites.Count == 0)
        {
            return null;
        }

        var server = await WebServer.StartAsync(sites, logger, cancellationToken);
        logger.LogInformation("metrics and health: {Addresses}", string.Join(", ", server.Addresses));
        return server;
    }

    /// <summary>Runs with the host, and writes the BGPSessionStates where there is an API server.</summary>
    public void AddTo(IServiceCollection services, ILogger logger, SessionStateScope? scope = null)
    {
        if (_api is { } api && scope is not null)
        {
            _running.Add(new BgpSessionStateWriter(api, scope, Sessions, logger, _time));
        }

        _running.AddRange([Sessions, _liveness]);
        foreach (var service in _running)
        {
            services.AddSingleton<IHostedService>(_ => service);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Sessions.Dispose();
        _liveness.Dispose();
        _running.ForEach(service => service.Dispose());
    }
}
