using FrrK8s.Host.Frr;
using FrrK8s.Host.Sessions;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab;

namespace FrrK8s.HostTests.Sessions;

/// <summary>The poller over sockets that behave as the test says.</summary>
public sealed class SessionPollerTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly SessionPoller _poller;

    public SessionPollerTests()
    {
        var settings = new FrrSettings { VtySocket = _folder.Path, WorkDir = _folder.Path, QueryDeadline = TimeSpan.FromMilliseconds(300) };
        _poller = new SessionPoller(new VtyClient(settings, TimeProvider.System), TimeProvider.System);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _poller.StopAsync(CancellationToken.None);

    public void Dispose()
    {
        _poller.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Sessions_are_known_soon_after_they_are_there()
    {
        using var bgpd = Daemon("bgpd", _ => SessionSamples.Text("bgp-8.4"));
        using var bfdd = Daemon("bfdd", command => SessionSamples.Text(command == BfdAnswer.Question ? "bfd-8.4" : "bfd-counters-8.4"));
        await _poller.StartAsync(CancellationToken.None);
        await UntilAsync(snapshot => snapshot.Bgp.Items.Count == 5 && snapshot.Bfd.Items.Count == 1);
        Assert.Equal(13, Assert.Single(_poller.Current.Bfd.Items).Counters.ControlOutput);
        Assert.Null(_poller.Current.Bgp.Problem);
    }

    [Fact]
    public async Task A_daemon_that_hangs_leaves_what_it_said_before_and_holds_up_nobody()
    {
        using var hang = new ManualResetEventSlim(initialState: true);
        using var bgpd = Daemon("bgpd", _ =>
        {
            hang.Wait(Deadline);
            return SessionSamples.Text("bgp-8.4");
        });
        var up = true;
        using var bfdd = Daemon("bfdd", _ => up ? SessionSamples.Text("bfd-8.4") : "[]");
        await _poller.StartAsync(CancellationToken.None);
        await UntilAsync(snapshot => snapshot.Bgp.Items.Count == 5 && snapshot.Bfd.Items.Count == 1);
        hang.Reset();
        up = false;
        await UntilAsync(snapshot => snapshot.Bfd.Items.Count == 0 && snapshot.Bgp.Problem is { } problem && problem.Contains("did not answer", StringComparison.Ordinal));
        var before = _poller.Current.Bgp.At;
        await UntilAsync(snapshot => snapshot.Bfd.At > before);
        Assert.Equal((before, 5), (_poller.Current.Bgp.At, _poller.Current.Bgp.Items.Count));
        hang.Set();
        await UntilAsync(snapshot => snapshot.Bgp.Problem is null && snapshot.Bgp.At > before);
    }

    [Fact]
    public async Task Without_bgpd_its_neighbors_are_known_to_be_down()
    {
        var bgpd = Daemon("bgpd", _ => SessionSamples.Text("bgp-8.4"));
        await _poller.StartAsync(CancellationToken.None);
        await UntilAsync(snapshot => snapshot.Bgp.Items.Count == 5);
        bgpd.Dispose();
        await UntilAsync(snapshot => snapshot.Bgp.Problem == "bgpd is not running");
        Assert.Equal(5, _poller.Current.Bgp.Items.Count);
        Assert.DoesNotContain(_poller.Current.Bgp.Items, neighbor => neighbor.IsEstablished || neighbor.Uptime is not null || neighbor.BfdStatus == "Up");
    }

    [Fact]
    public async Task An_answer_that_is_no_json_is_a_problem_and_not_the_end()
    {
        var answer = "% nonsense";
        using var bgpd = Daemon("bgpd", _ => answer);
        await _poller.StartAsync(CancellationToken.None);
        await UntilAsync(snapshot => snapshot.Bgp.Problem is { } problem && problem.Contains("no JSON", StringComparison.Ordinal));
        answer = SessionSamples.Text("bgp-10.3");
        await UntilAsync(snapshot => snapshot.Bgp is { Problem: null, Items.Count: 5 });
    }

    private FakeVty Daemon(string name, Func<string, string> answer) => new(_folder.Path, name, command => command == "enable" ? "" : answer(command));

    private Task UntilAsync(Func<SessionSnapshot, bool> condition) => Wait.UntilAsync(
        _ => Task.FromResult(condition(_poller.Current) ? null : $"it is not so: {_poller.Current.Bgp.Problem} {_poller.Current.Bgp.Items.Count}"),
        Deadline,
        CancellationToken.None);
}
