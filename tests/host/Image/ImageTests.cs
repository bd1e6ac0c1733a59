using FrrK8s.HostTests.Support;
using FrrK8s.Lab;

namespace FrrK8s.HostTests.Image;

/// <summary>A node that is made of two containers of the image: what its neighbor sees while they come, go and break.</summary>
public sealed class ImageTests
{
    private const string Sample = "configuring.yaml";

    private static readonly Exchange Configured =
        new("172.30.0.3", ["192.168.1.0/24"], ["192.169.1.0/24", "192.169.1.64/26", "198.51.100.0/24"]);

    private static readonly LabLink Link = LabLink.To(Configured.Neighbor);

    [ImageFact]
    public async Task Two_containers_bring_the_session_up_and_the_routes_are_there()
    {
        await using var stage = await ImageStage.CreateAsync(Sample);
        var frr = await stage.StartFrrAsync();
        var daemon = await stage.StartDaemonAsync();
        await stage.ExpectAsync(Configured);

        Assert.DoesNotContain(stage.Daemon.LastLines, line => line.Contains("not rehearsed", StringComparison.Ordinal));
        await ImageReport.WriteAsync(
            $"start-up of the image: the FRR container answers after {frr.TotalSeconds:0.00} s, "
            + $"FRR runs the daemon container's configuration {daemon.TotalSeconds:0.00} s after that one's start");
    }

    [ImageFact]
    public async Task A_daemon_that_is_stopped_and_started_again_leaves_the_session_alone()
    {
        await using var stage = await ImageStage.StartAsync(Sample);
        await stage.ExpectAsync(Configured);
        var before = await stage.TimesEstablishedAsync(Link);

        Assert.Equal(0, await stage.Daemon.StopAsync());
        await stage.Daemon.DisposeAsync();
        await stage.StartDaemonAsync();
        await stage.WriteAsync(Sample, LabFixture.Sample(Sample).Replace("- 192.168.1.0/24", "- 192.168.1.0/24\n          - 192.168.7.0/24", StringComparison.Ordinal));
        await stage.ExpectAsync(Configured.Telling("192.168.7.0/24"));

        Assert.Equal(before, await stage.TimesEstablishedAsync(Link));
    }

    [ImageFact]
    public async Task An_FRR_that_is_stopped_ends_well_and_gets_its_configuration_when_it_is_back()
    {
        await using var stage = await ImageStage.StartAsync(Sample);
        await stage.ExpectAsync(Configured);
        var running = await stage.Lab.Node.RunningConfigAsync(CancellationToken.None);
        var before = await stage.TimesEstablishedAsync(Link);

        Assert.Equal(0, await stage.Frr.StopAsync());
        Assert.Contains("frr-start: ended", stage.Frr.LastLines);

        // The neighbor was told, and has no more routes of a node that is gone.
        await Wait.UntilAsync(
            async _ => (await stage.Lab.Tor.Place.BgpRoutesAsync(CancellationToken.None)).Count == 0 ? null : "the neighbor still has routes",
            TimeSpan.FromSeconds(10),
            CancellationToken.None);
        await stage.Frr.DisposeAsync();
        await stage.StartFrrAsync();
        await stage.ExpectAsync(Configured);

        Assert.Equal(running, await stage.Lab.Node.RunningConfigAsync(CancellationToken.None));
        Assert.Equal(before + 1, await stage.TimesEstablishedAsync(Link));
        Assert.False(stage.Daemon.HasExited);
    }

    [ImageFact]
    public async Task A_daemon_of_FRR_that_dies_is_started_again_and_gets_its_configuration()
    {
        await using var stage = await ImageStage.StartAsync(Sample);
        await stage.ExpectAsync(Configured);

        foreach (var name in new[] { "bgpd", "zebra" })
        {
            var victim = Assert.Single(stage.Frr.Processes(), process => string.Equals(process.Name, name, StringComparison.Ordinal));
            Assert.Equal(0, (await stage.Frr.ExecAsync("kill", "-KILL", await InsideAsync(stage, name))).ExitCode);
            await stage.UntilAsync(_ => Task.FromResult(
                stage.Frr.Processes().Any(process => string.Equals(process.Name, name, StringComparison.Ordinal) && process.Pid != victim.Pid)
                    ? null
                    : $"no new {name}"));
            await stage.ExpectAsync(Configured);
        }
    }

    [ImageFact]
    public async Task Calls_are_taken_only_when_the_environment_says_so()
    {
        await using var stage = await ImageStage.StartAsync("advertising.yaml");
        Assert.Equal("0", (await stage.Frr.ExecAsync("sh", "-c", "netstat -ltn | grep -c ':179 '")).Output.Trim());
        Assert.Equal(0, await stage.Frr.StopAsync());
        await stage.Frr.DisposeAsync();

        // This neighbor calls, and nobody calls it.
        await stage.StartFrrAsync("BGP_LISTEN=true");
        await stage.Lab.Tor.CallAsync(LabLink.To("172.18.0.9").Node, CancellationToken.None);
        await stage.ExpectAsync(new Exchange("172.18.0.9", ["192.168.2.0/24"], []));
    }

    [ImageFact]
    public async Task A_session_with_a_password_and_its_BFD_session_come_up()
    {
        await using var stage = await ImageStage.CreateAsync();
        await stage.Lab.Tor.Frr.ConfigureAsync(
            ["router bgp 64512", $"neighbor {Link.Node} password s3cret", $"neighbor {Link.Node} bfd"], CancellationToken.None);
        await stage.WriteAsync(
            Sample,
            LabFixture.Sample(Sample)
                .Replace("            port: 180\n", "            port: 180\n            password: s3cret\n            connectTime: 1s\n            bfdProfile: quick\n", StringComparison.Ordinal)
                .Replace("  bgp:\n", "  bgp:\n    bfdProfiles:\n      - name: quick\n        receiveInterval: 100\n        transmitInterval: 100\n", StringComparison.Ordinal));
        await stage.StartFrrAsync();
        await stage.StartDaemonAsync();
        await stage.ExpectAsync(Configured);

        await stage.UntilAsync(async token =>
        {
            var peers = (await stage.Lab.Tor.Frr.AskAsync("bfdd", "show bfd peers json", token)).Text;
            return peers.Contains("\"status\":\"up\"", StringComparison.Ordinal) ? null : $"the neighbor's BFD session is not up: {peers}";
        });
        string[] said = [.. stage.Frr.LastLines, .. stage.Daemon.LastLines];
        Assert.DoesNotContain(said, line => line.Contains("s3cret", StringComparison.Ordinal));
    }

    // By the container's own count.
    private static async Task<string> InsideAsync(ImageStage stage, string daemon) =>
        (await File.ReadAllTextAsync(Path.Combine(stage.Lab.Node.Folder, $"{daemon}.pid"))).Trim();
}
