using FrrK8s.Host.Node;
using FrrK8s.HostTests.Support;
using Xunit;
using NodeSettings = FrrK8s.Host.Node.NodeSettings;

namespace FrrK8s.HostTests;

public sealed class DaemonTests : IDisposable
{
    private readonly TempFolder _config = new();
    private readonly TempFolder _state = new();
    private readonly FakeInstall _install = new();
    private readonly StringWriter _log = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _config.Dispose();
        _state.Dispose();
        _install.Dispose();
        _stop.Dispose();
    }

    private Task<Exception?> Run(TextWriter? log = null) => Daemon.RunAsync(
        new DaemonSettings(
            _config.Path,
            _state.Path,
            new NodeSettings { NodeName = "n1" },
            _install.Settings with { WorkDir = _state.File("work") },
            new NodeLoopSettings { Debounce = TimeSpan.FromMilliseconds(10) }),
        TextWriter.Synchronized(log ?? _log),
        TimeProvider.System,
        _stop.Token);

    [Fact]
    public async Task The_folder_is_followed_from_start_to_stop()
    {
        _config.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1", extra: ", password: s3cret"));
        using var states = new FileSystemWatcher(_state.Path, "frrnodestate-*.yaml");
        var written = new SemaphoreSlim(0);
        states.Created += (_, _) => written.Release();
        states.Changed += (_, _) => written.Release();
        states.Renamed += (_, _) => written.Release();
        states.EnableRaisingEvents = true;

        var run = Run();
        await StateAsync(state => state.Contains("neighbor 10.0.0.1 password ***", StringComparison.Ordinal));
        _config.Write("b.yaml", Manifests.Neighbor("b", "10.0.0.2"));
        await StateAsync(state => state.Contains("neighbor 10.0.0.2 ", StringComparison.Ordinal));
        _config.Write("b.yaml", "a: [");
        await StateAsync(state => state.Contains("the last readable content stays in force", StringComparison.Ordinal));
        Assert.Contains("10.0.0.2", _install.Running, StringComparison.Ordinal);
        File.Delete(_config.File("b.yaml"));
        await StateAsync(state => state.Contains("no neighbor 10.0.0.2", StringComparison.Ordinal));

        await _stop.CancelAsync();
        Assert.Null(await run);
        Assert.Contains("10.0.0.1", _install.Running, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", _log.ToString(), StringComparison.Ordinal);

        async Task StateAsync(Func<string, bool> condition)
        {
            var file = _state.File("frrnodestate-n1.yaml");
            while (!File.Exists(file) || !condition(await File.ReadAllTextAsync(file)))
            {
                Assert.True(await written.WaitAsync(TimeSpan.FromSeconds(30)), _log.ToString());
            }
        }
    }

    [Fact]
    public async Task An_exception_that_escapes_stops_the_process()
    {
        Assert.NotNull(await Run(new BrokenWriter()).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value)
        {
            if (value!.Contains("manifests read", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("no more paper");
            }
        }
    }
}
