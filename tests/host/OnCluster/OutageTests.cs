using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>The API server goes away and comes back; the node does not notice.</summary>
public sealed class OutageTests(ClusterStage stage) : ClusterTests(stage)
{
    [LabFact]
    public async Task Nothing_changes_while_the_API_server_is_away_and_what_was_missed_is_made_up_for()
    {
        await Lab.Objects.ApplyAsync(Object("a", $"prefixes: [10.1.0.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
        await Lab.UntilStateAsync(Tor, "Established N/A");
        var running = await Lab.Lab.Node.RunningConfigAsync(default);
        await using var routes = WatchedRoutes.Of(Lab.Lab.Tor);
        var said = Lab.Log.Count;
        await Lab.Gate.ShutAsync();
        await Lab.Objects.ApplyAsync(Object("a", $"prefixes: [10.1.0.0/24, 10.1.1.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        await UntilSaidAsync(said, "the API server cannot be asked");
        Assert.Equal(running, await Lab.Lab.Node.RunningConfigAsync(default));
        Assert.Null(await new Exchange(Tor, ["10.1.0.0/24"], []).MissingToldAsync(Lab.Lab, default));

        Lab.Gate.Open();
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24", "10.1.1.0/24");
        await Lab.UntilLiveAsync("a", 2);
        Assert.Empty(routes.Withdrawn);
        Assert.Equal(1, (await Lab.SessionAsync(Tor))?.Established);

        // A withdrawal would have been seen.
        await Lab.Objects.DeleteAsync("a");
        await Lab.UntilAsync(_ => Task.FromResult(routes.Withdrawn.Count > 0 ? null : "no withdrawal is seen"));
    }

    [LabFact]
    public async Task A_daemon_that_starts_while_the_API_server_is_away_applies_what_was_good_last()
    {
        await Lab.Objects.ApplyAsync(Object("a", $"prefixes: [10.1.0.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
        await Lab.Gate.ShutAsync();
        await Lab.Daemon.StopAsync();
        var daemons = Lab.Lab.Node.Daemons;
        foreach (var daemon in daemons.Reverse())
        {
            await Lab.Lab.Node.StopDaemonAsync(daemon);
        }

        foreach (var daemon in daemons)
        {
            await Lab.Lab.Node.StartDaemonAsync(daemon, default);
        }

        Assert.Null(await Lab.SessionAsync(Tor));
        var said = Lab.Log.Count;
        await Lab.RestartDaemonAsync();
        await Lab.UntilToldAsync(Tor, "10.1.0.0/24");
        await UntilSaidAsync(said, "the API server cannot be asked");

        Lab.Gate.Open();
        await Lab.Objects.ApplyAsync(Object("a", $"prefixes: [10.1.1.0/24], neighbors: [{Neighbor(Tor, AdvertiseAll)}]"));
        await Lab.UntilToldAsync(Tor, "10.1.1.0/24");
    }

    private Task UntilSaidAsync(int since, string words) => Lab.UntilAsync(_ => Task.FromResult(
        Lab.Log.Skip(since).Any(line => line.Contains(words, StringComparison.Ordinal)) ? null : $"the daemon has not said `{words}`"));
}
