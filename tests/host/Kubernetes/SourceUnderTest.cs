using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;

namespace FrrK8s.HostTests.Kubernetes;

/// <summary>The source at work on a cluster, and what it says when something happens.</summary>
internal sealed class SourceUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _events = new(0);
    private readonly ApiClient _client;
    private readonly KubernetesSource _source;
    private readonly Task _running;

    public SourceUnderTest(Cluster cluster, ApiClientSettings? settings = null)
        : this(cluster.Connection, settings)
    {
    }

    public SourceUnderTest(ApiConnection connection, ApiClientSettings? settings = null)
    {
        var level = new LogLevelSwitch(Rules.LogLevel.Debug);
        var logger = new LineLogger(TextWriter.Synchronized(Log), level, TimeProvider.System);
        var scope = new KubernetesScope("server", Cluster.Namespace, Cluster.Node, new Dictionary<string, string>(StringComparer.Ordinal));
        _client = new ApiClient(connection, settings ?? new ApiClientSettings(), TimeProvider.System);
        _source = new KubernetesSource(_client, scope, new ApiHealth(logger), Happened, TimeProvider.System);
        _running = Task.Run(() => _source.RunAsync(_stop.Token));
    }

    public StringWriter Log { get; } = new();

    /// <summary>How often there was something new.</summary>
    public int Changes { get; private set; }

    /// <summary>How often the loop was woken.</summary>
    public int Events { get; private set; }

    public SourceLook Look()
    {
        var look = _source.Look();
        Changes += look.HasChanged ? 1 : 0;
        return look;
    }

    /// <summary>Looks whenever something happens, until what is there is right.</summary>
    public async Task<SourceLook> UntilAsync(Func<SourceLook, bool> isRight, string what)
    {
        while (true)
        {
            var look = Look();
            if (isRight(look))
            {
                return look;
            }

            Assert.False(_running.IsCompleted, $"the source stopped: {_running.Exception}");
            Assert.True(
                await _events.WaitAsync(TimeSpan.FromSeconds(30)),
                $"{what}: not so: {Describe(look)}\n{Log}");
        }
    }

    /// <summary>Waits for exactly these objects: <c>Kind/name</c>.</summary>
    public Task<SourceLook> UntilAsync(params string[] objects) =>
        UntilAsync(look => look.IsKnown && Names(look).SequenceEqual(objects.Order(StringComparer.Ordinal)), string.Join(' ', objects));

    public static IEnumerable<string> Names(SourceLook look) => look.Files
        .SelectMany(file => file.Documents)
        .Select(document => $"{document.Kind}/{document.Name}")
        .Where(name => !name.StartsWith("Node/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public static string TextOf(SourceLook look) => string.Join('\n', look.Files.SelectMany(file => file.Documents).Select(document => document.Content));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _client.Dispose();
        _stop.Dispose();
        _events.Dispose();
    }

    private static string Describe(SourceLook look) =>
        $"known {look.IsKnown}: {string.Join(' ', Names(look))} {string.Join("; ", look.Problems.Select(problem => problem.Message))}";

    private void Happened()
    {
        Events++;
        _events.Release();
    }
}
