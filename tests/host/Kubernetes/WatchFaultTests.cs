using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.KubeApi;

namespace FrrK8s.HostTests.Kubernetes;

/// <summary>Whatever happens to the connections: what comes after it arrives, and nothing is lost or comes back.</summary>
public sealed class WatchFaultTests : IAsyncLifetime
{
    private Cluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await Cluster.StartAsync(new KubeApiOptions { BookmarkPeriod = TimeSpan.FromMilliseconds(200) });
        await _cluster.LabelAsync("a");
        await _cluster.ConfigureAsync("one");
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [OwnServerTheory]
    [InlineData("broken connections")]
    [InlineData("ended watches")]
    [InlineData("watches that expire")]
    [InlineData("an error in the stream")]
    [InlineData("an event cut in the middle")]
    [InlineData("a forgotten history")]
    [InlineData("silence")]
    [InlineData("events that come again")]
    public async Task What_comes_after_a_fault_arrives(string fault)
    {
        await using var source = new SourceUnderTest(_cluster, new ApiClientSettings { Silence = TimeSpan.FromSeconds(2) });
        await source.UntilAsync("FRRConfiguration/one");
        await WatchingAsync();
        for (var number = 0; number < 3; number++)
        {
            using var over = Strike(fault);
            await _cluster.ConfigureAsync("two", address: $"10.0.1.{number}");
            await source.UntilAsync(
                look => SourceUnderTest.TextOf(look).Contains($"10.0.1.{number}\"", StringComparison.Ordinal), $"the change after {fault}");
            await _cluster.DeleteAsync(ApiResources.FrrConfigurations, "two");
            await source.UntilAsync("FRRConfiguration/one");
        }
    }

    [OwnServerFact]
    public async Task A_server_that_is_away_changes_nothing_and_is_said_once()
    {
        await using var source = new SourceUnderTest(_cluster);
        await source.UntilAsync("FRRConfiguration/one");
        await WatchingAsync();
        var (changes, isAway) = (source.Changes, true);
        // The test's own client goes on through it.
        var fault = _cluster.Own.Faults.BreakNext(int.MaxValue, request => isAway && request.Verb is "watch" or "list");
        _cluster.Own.Faults.DropWatches();
        await Eventually.TrueAsync(() => source.Log.ToString().Contains("cannot be asked", StringComparison.Ordinal), "the log says so");
        await _cluster.ConfigureAsync("two");
        Assert.Equal(["FRRConfiguration/one"], SourceUnderTest.Names(source.Look()));
        Assert.Equal(changes, source.Changes);
        isAway = false;
        _cluster.Own.Faults.Clear();
        Assert.True(fault.Left >= 0);
        await source.UntilAsync("FRRConfiguration/one", "FRRConfiguration/two");
        Assert.Single(source.Log.ToString().Split('\n'), line => line.Contains("cannot be asked", StringComparison.Ordinal));
        Assert.Contains("answers again", source.Log.ToString(), StringComparison.Ordinal);
    }

    [OwnServerFact]
    public async Task A_watch_on_which_nothing_happens_is_opened_anew_and_is_no_problem()
    {
        await using var quiet = await QuietAsync();
        await using var source = new SourceUnderTest(quiet, new ApiClientSettings { Silence = TimeSpan.FromSeconds(1.1) });
        await source.UntilAsync("FRRConfiguration/one");
        await Eventually.TrueAsync(() => Watches(quiet).Count() >= 4, "the watch was opened four times");
        Assert.Single(Watches(quiet).Select(watch => watch.Query.Split('&').Single(part => part.StartsWith("resourceVersion", StringComparison.Ordinal))).Distinct());
        Assert.Single(quiet.Own.Requests, request => request.Verb == "list" && request.Plural == "frrconfigurations");
        Assert.DoesNotContain(" warn ", source.Log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be asked", source.Log.ToString(), StringComparison.Ordinal);
        await quiet.ConfigureAsync("two");
        await source.UntilAsync("FRRConfiguration/one", "FRRConfiguration/two");
    }

    [OwnServerFact]
    public async Task A_watch_works_from_the_moment_on_at_which_it_is_open()
    {
        await using var quiet = await QuietAsync();
        await using var source = new SourceUnderTest(quiet);
        await source.UntilAsync("FRRConfiguration/one");
        await Eventually.TrueAsync(() => quiet.Own.Faults.WatchCount() == 3, "three watches are open");
        var isAway = true;
        quiet.Own.Faults.BreakNext(int.MaxValue, request => isAway && request.Verb is "watch" or "list");
        quiet.Own.Faults.DropWatches();
        await Eventually.TrueAsync(() => source.Log.ToString().Contains("cannot be asked", StringComparison.Ordinal), "the log says so");
        isAway = false;
        quiet.Own.Faults.Clear();
        await Eventually.TrueAsync(() => source.Log.ToString().Contains("answers again", StringComparison.Ordinal), "the log says that it works");
    }

    [OwnServerFact]
    public async Task A_history_that_ends_warns_nobody()
    {
        await using var source = new SourceUnderTest(_cluster);
        await source.UntilAsync("FRRConfiguration/one");
        await WatchingAsync();
        _cluster.Own.Faults.ExpireWatches();
        await _cluster.ConfigureAsync("two");
        await source.UntilAsync("FRRConfiguration/one", "FRRConfiguration/two");
        Assert.Contains(" debug ", source.Log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(" warn ", source.Log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(" info ", source.Log.ToString(), StringComparison.Ordinal);
    }

    [OwnServerFact]
    public async Task A_list_whose_chunks_expire_is_begun_anew()
    {
        for (var number = 0; number < 5; number++)
        {
            await _cluster.ConfigureAsync($"x{number}");
        }

        var isStruck = false;
        _cluster.Own.Faults.HoldNext(
            1,
            request =>
            {
                if (request.Query.Contains("continue=", StringComparison.Ordinal) && !isStruck)
                {
                    isStruck = true;
                    _cluster.Own.Faults.ExpireContinues();
                }

                return false;
            },
            Task.CompletedTask);
        await using var source = new SourceUnderTest(_cluster, new ApiClientSettings { PageSize = 2 });
        await source.UntilAsync([.. Enumerable.Range(0, 5).Select(number => $"FRRConfiguration/x{number}"), "FRRConfiguration/one"]);
        Assert.True(isStruck);
    }

    [OwnServerFact]
    public async Task A_request_that_the_server_puts_off_is_sent_again()
    {
        var fault = _cluster.Own.Faults.FailNext(1, request => request.Verb == "create", 429, retryAfterSeconds: 1);
        var since = TimeProvider.System.GetTimestamp();
        await _cluster.ConfigureAsync("two");
        Assert.Equal(0, fault.Left);
        Assert.True(TimeProvider.System.GetElapsedTime(since) >= TimeSpan.FromSeconds(1), "the server's wish was not heard");
    }

    [OwnServerFact]
    public async Task A_server_whose_store_was_set_back_is_listed_anew()
    {
        var options = new KubeApiOptions { IsSecure = false, BookmarkPeriod = TimeSpan.FromMilliseconds(200) };
        await using var first = await Cluster.StartAsync(options);
        await first.LabelAsync("a");
        for (var number = 0; number < 20; number++)
        {
            await first.ConfigureAsync("one", address: $"10.0.0.{number}");
        }

        await using var source = new SourceUnderTest(first);
        await source.UntilAsync("FRRConfiguration/one");
        var (port, token, revision) = (first.Server.Url.Port, first.Server.Token, first.Own.Revision);
        await first.StopAsync();

        await using var second = await Cluster.StartAsync(options with { Port = port });
        second.Own.Access.AddToken(token, FrrK8s.KubeApi.Access.UserInfo.Admin);
        await second.LabelAsync("a");
        await second.ConfigureAsync("other");
        Assert.True(second.Own.Revision < revision, "the second server is not behind");
        await source.UntilAsync("FRRConfiguration/other");
    }

    private static async Task<Cluster> QuietAsync()
    {
        var quiet = await Cluster.StartAsync(new KubeApiOptions { SendsBookmarks = false });
        await quiet.LabelAsync("a");
        await quiet.ConfigureAsync("one");
        return quiet;
    }

    private static IEnumerable<FrrK8s.KubeApi.Faults.RequestRecord> Watches(Cluster cluster) =>
        cluster.Own.Requests.Where(request => request is { Verb: "watch", Plural: "frrconfigurations" });

    private Task WatchingAsync() => Eventually.TrueAsync(() => _cluster.Own.Faults.WatchCount() == 3, "three watches are open");

    private IDisposable? Strike(string fault)
    {
        var faults = _cluster.Own.Faults;
        switch (fault)
        {
            case "broken connections":
                faults.DropWatches();
                return null;
            case "ended watches":
                faults.EndWatches();
                return null;
            case "watches that expire":
                faults.ExpireWatches();
                return null;
            case "an error in the stream":
                faults.BreakWatches();
                return null;
            case "an event cut in the middle":
                faults.CutNextEvent();
                return null;
            case "a forgotten history":
                foreach (var kind in FrrK8s.KubeApi.Resources.BuiltInKinds.All)
                {
                    faults.ForgetHistory(kind);
                }

                faults.DropWatches();
                return null;
            case "silence":
                return faults.SilenceWatches();
            case "events that come again":
                faults.RepeatEvents();
                return null;
            default:
                throw new ArgumentException($"`{fault}` is no fault", nameof(fault));
        }
    }
}
