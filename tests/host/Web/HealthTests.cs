using FrrK8s.Host.Frr;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;
using FrrK8s.Host.Web;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab;
using NodeSettings = FrrK8s.Host.Node.NodeSettings;

namespace FrrK8s.HostTests.Web;

/// <summary>What the probes say, and when that changes.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly TempFolder _folder = new();
    private readonly NodeHealth _health;

    public HealthTests() => _health = new NodeHealth(TimeSpan.FromMinutes(20), _time);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_loop_is_healthy_as_long_as_it_turns()
    {
        Assert.Null(_health.Loop());
        _health.PassBegins(null);
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.Null(_health.Loop());
        _health.PassEnds(Pass(ApplyOutcome.Applied));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(_health.Loop());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("the loop was to turn again, and has stood still for 41 s; 40 s are allowed", _health.Loop());
        _health.PassBegins(null);
        Assert.Null(_health.Loop());
        _time.Advance(TimeSpan.FromMinutes(21));
        Assert.Equal("the loop has been at one round for 1260 s; 1200 s are allowed", _health.Loop());
    }

    [Fact]
    public void The_loop_that_never_begins_is_not_healthy()
    {
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull(_health.Loop());
    }

    [Fact]
    public void Ready_is_who_has_a_configuration_in_force_and_a_FRR_that_answers()
    {
        Assert.Equal("nothing was read yet", _health.Ready());
        _health.PassEnds(Pass(null));
        Assert.Equal("nothing was applied yet", _health.Ready());
        _health.PassEnds(Pass(ApplyOutcome.Refused, "FRR refuses line 3"));
        Assert.Equal("no configuration is in force: FRR refuses line 3", _health.Ready());
        _health.PassEnds(Pass(ApplyOutcome.Applied));
        Assert.Null(_health.Ready());
        _health.PassEnds(Pass(ApplyOutcome.Unavailable, "bgpd did not answer within 30 s"));
        Assert.Equal("bgpd did not answer within 30 s", _health.Ready());
        _health.PassEnds(Pass(ApplyOutcome.Applied));
        Assert.Null(_health.Ready());

        // The last good configuration is in force.
        _health.PassEnds(Pass(ApplyOutcome.Refused, "FRR refuses line 3"));
        Assert.Null(_health.Ready());
    }

    [Fact]
    public void Nobody_is_ready_before_the_first_lists_are_in()
    {
        _health.PassEnds(new NodePass(Conversion.None, null, true, false, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        Assert.Equal("the objects were not read yet", _health.Ready());
    }

    [Fact]
    public async Task FRR_lives_while_it_is_busy_and_does_not_when_a_daemon_is_gone()
    {
        var settings = new FrrSettings { VtySocket = _folder.Path, WorkDir = _folder.Path, QueryDeadline = TimeSpan.FromHours(1) };
        using var hang = new ManualResetEventSlim(initialState: true);
        var answered = 0;
        using var zebra = new FakeVty(_folder.Path, "zebra", _ => "");
        var bgpd = new FakeVty(_folder.Path, "bgpd", _ =>
        {
            hang.Wait(TimeSpan.FromSeconds(30));
            Interlocked.Increment(ref answered);
            return "";
        });
        using var liveness = new FrrLiveness(new VtyClient(settings, _time), _time);
        await liveness.StartAsync(CancellationToken.None);
        await UntilAsync(() => answered >= 2);
        Assert.Null(liveness.Problem());

        // Busy for long, and then for too long.
        hang.Reset();
        _time.Advance(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Null(liveness.Problem());
        _time.Advance(TimeSpan.FromMinutes(2));
        await UntilAsync(() => liveness.Problem() is { } problem && problem.Contains("bgpd has not answered for 11 minutes", StringComparison.Ordinal));
        hang.Set();
        await UntilAsync(() => Turn() && liveness.Problem() is null);

        bgpd.Dispose();
        await UntilAsync(() => Turn() && liveness.Problem() == "bgpd is not running");
        await liveness.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_socket_that_was_left_by_a_daemon_of_old_does_not_count()
    {
        var settings = new FrrSettings { VtySocket = _folder.Path, WorkDir = _folder.Path };
        using var zebra = new FakeVty(_folder.Path, "zebra", _ => "");
        var asked = 0;
        using var bgpd = new FakeVty(_folder.Path, "bgpd", _ => Interlocked.Increment(ref asked).ToString(System.Globalization.CultureInfo.InvariantCulture));
        _folder.Write("ospfd.vty", "");
        using var liveness = new FrrLiveness(new VtyClient(settings, _time), _time);
        await liveness.StartAsync(CancellationToken.None);
        await UntilAsync(() => Turn() && asked > 6);
        Assert.Null(liveness.Problem());
        await liveness.StopAsync(CancellationToken.None);
    }

    private bool Turn()
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        return true;
    }

    private static NodePass Pass(ApplyOutcome? outcome, string message = "") => new(
        Conversion.From(new SourceLook(true, true, [], [], TimeSpan.FromSeconds(10)), new NodeSettings { NodeName = "n1" }, []),
        outcome is { } known ? new ApplyReport(known, message, null) { IsNew = true } : null,
        true,
        true,
        TimeSpan.Zero,
        TimeSpan.FromSeconds(10));

    private static Task UntilAsync(Func<bool> condition) => Wait.UntilAsync(
        _ => Task.FromResult(condition() ? null : "it is not so"), TimeSpan.FromSeconds(30), CancellationToken.None);
}
