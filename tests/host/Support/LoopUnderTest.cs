using FrrK8s.Host.Frr;
using FrrK8s.Host.Node;
using FrrK8s.Host.Status;
using Xunit;

namespace FrrK8s.HostTests.Support;

/// <summary>The loop with a clock, a source and a FRR that the test holds in its hands.</summary>
internal sealed class LoopUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly NodeStateFile _stateFile;
    private readonly FrrWatch _watch;
    private Task _running = Task.CompletedTask;

    public LoopUnderTest(NodeSettings? settings = null)
    {
        _stateFile = new NodeStateFile(State.Path, "n1");
        _watch = new FrrWatch(State.Path, Slot);
        Settings = settings ?? new NodeSettings { NodeName = "n1" };
    }

    public TempFolder State { get; } = new();

    public ManualTime Time { get; } = new();

    public FakeSource Source { get; } = new();

    public FakeFrr Frr { get; } = new();

    /// <summary>How long what was being told before the start may still take.</summary>
    public static TimeSpan LongestTelling { get; } = TimeSpan.FromMinutes(5);

    public Slot Slot { get; } = new();

    public StringWriter Log { get; } = new();

    public NodeSettings Settings { get; }

    public NodeLoopSettings Times { get; set; } = new() { Debounce = TimeSpan.FromMilliseconds(500) };

    public string StateText => File.ReadAllText(_stateFile.Path);

    /// <summary>Starts the loop and waits until it has done its first round and waits itself.</summary>
    public async Task StartAsync()
    {
        var level = new LogLevelSwitch(Rules.LogLevel.Info);
        var log = new NodeLog(new LineLogger(Log, level, Time), level);
        var drift = new DriftGuard(Times, Time);
        var kept = new KeptConfigurations(State.Path);
        var applier = new Applier(Frr, kept, new Inheritance(kept.LoadPending(), LongestTelling, Time));
        var loop = new NodeLoop(
            Source,
            Settings,
            applier,
            _watch,
            new NodeReporter(_stateFile, applier, drift, Time),
            drift,
            Times,
            log,
            Slot,
            Time);
        _running = Task.Run(() => loop.RunAsync(_stop.Token));
        await RoundAsync();
    }

    /// <summary>Waits for the end of the round that is due now.</summary>
    public async Task<TimeSpan> RoundAsync()
    {
        await Source.LookedAsync();
        return await Time.NextTimerAsync();
    }

    /// <summary>Something happens after a quiet time; waits for the round that it causes.</summary>
    public async Task<TimeSpan> EventAsync(string? text = null)
    {
        Source.Text = text ?? Source.Text;
        Time.Advance(TimeSpan.FromSeconds(1));
        Slot.Mark();
        return await RoundAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _stop.Dispose();
        _watch.Dispose();
        State.Dispose();
    }
}
