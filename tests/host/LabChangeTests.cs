namespace FrrK8s.HostTests;

/// <summary>Changes in the folder and in FRR while the daemon runs, seen at the neighbors.</summary>
public sealed class LabChangeTests
{
    private const string Session = "172.30.0.3";
    private const string OtherSession = "172.18.0.9";
    private const string Prefix = "192.168.1.0/24";
    private const string NewPrefix = "192.168.77.0/24";

    private static string Edited =>
        LabFixture.Sample("configuring.yaml").Replace($"- {Prefix}", $"- {Prefix}\n          - {NewPrefix}", StringComparison.Ordinal);

    [LabFact]
    public async Task Editing_a_manifest_adds_a_route_and_takes_it_back_without_a_session_reset()
    {
        await using var lab = await StartedAsync();
        await lab.WriteAsync("configuring.yaml", Edited);
        await lab.ExpectToldAsync(Session, Prefix, NewPrefix);
        await lab.WriteAsync("configuring.yaml", LabFixture.Sample("configuring.yaml"));
        await lab.ExpectToldAsync(Session, Prefix);
        Assert.Equal(1, await lab.TimesEstablishedAsync(Session));
    }

    [LabFact]
    public async Task Deleting_a_manifest_withdraws_what_it_brought_and_nothing_else()
    {
        await using var lab = await StartedAsync("advertising.yaml", "node-selector.yaml");
        await lab.ExpectToldAsync(Session, Prefix, "192.168.3.0/24");
        await lab.ExpectToldAsync(OtherSession, "192.168.2.0/24");
        lab.Delete("node-selector.yaml");
        await lab.ExpectToldAsync(Session, Prefix);
        lab.Delete("configuring.yaml");
        await lab.UntilAsync(async token =>
            await lab.TimesEstablishedAsync(Session) == 0 && await lab.Lab.Tor.Place.BgpRoutesAsync(token) is [{ Prefix: "192.168.2.0/24" }]
                ? null
                : $"{Session} is still a neighbor, or tor still has its route");
        Assert.Equal(1, await lab.TimesEstablishedAsync(OtherSession));
    }

    [LabFact]
    public async Task A_bad_manifest_contributes_nothing_and_disturbs_nobody()
    {
        await using var lab = await StartedAsync();

        // It conflicts with an older object, so it is refused; its route and its neighbor must not show.
        var conflicting = LabFixture.Sample("advertising.yaml").Replace("- asn: 64512", "- asn: 64513", StringComparison.Ordinal);
        await lab.WriteAsync("z-conflicting.yaml", conflicting.Replace("name: advertising", "name: z-conflicting", StringComparison.Ordinal));
        await lab.WriteAsync("z-not-yaml.yaml", "{ this is: [not YAML");
        await lab.WriteAsync("z-typo.yaml", LabFixture.Sample("receiving.yaml").Replace("le: 32", "le: 32g", StringComparison.Ordinal));
        await lab.WriteAsync("node-selector.yaml", LabFixture.Sample("node-selector.yaml"));

        // The last file's route says that the daemon has been through the folder.
        await lab.ExpectToldAsync(Session, Prefix, "192.168.3.0/24");
        Assert.Equal(1, await lab.TimesEstablishedAsync(Session));
        Assert.Single(await lab.Lab.Node.Bgp.SessionsAsync(CancellationToken.None));
    }

    [LabFact]
    public async Task A_half_written_file_loses_nothing()
    {
        await using var lab = await StartedAsync();
        var whole = Edited.Replace($"- {NewPrefix}", $"- \"{NewPrefix}\"", StringComparison.Ordinal);
        await lab.WriteAsync("configuring.yaml", whole[..(whole.IndexOf(NewPrefix, StringComparison.Ordinal) + 5)]);
        await lab.WriteAsync("node-selector.yaml", LabFixture.Sample("node-selector.yaml"));
        await lab.ExpectToldAsync(Session, Prefix, "192.168.3.0/24");
        await lab.WriteAsync("configuring.yaml", whole);
        await lab.ExpectToldAsync(Session, Prefix, "192.168.3.0/24", NewPrefix);
        Assert.Equal(1, await lab.TimesEstablishedAsync(Session));
    }

    [LabFact]
    public async Task A_bgpd_that_comes_back_empty_is_configured_again()
    {
        await using var lab = await StartedAsync();
        await lab.Lab.Node.CrashDaemonAsync("bgpd");
        await lab.Lab.Node.StartDaemonAsync("bgpd", CancellationToken.None);
        await lab.ExpectToldAsync(Session, Prefix);
        await lab.ExpectLearnedAsync(Session, "192.169.1.0/24", "192.169.1.64/26", "198.51.100.0/24");
    }

    [LabFact]
    public async Task What_somebody_takes_out_of_FRR_by_hand_is_put_back()
    {
        await using var lab = await StartedAsync();
        await lab.Lab.Node.ConfigureAsync(["router bgp 64512", "address-family ipv4 unicast", $"no network {Prefix}"], CancellationToken.None);
        await lab.UntilAsync(async token =>
            (await lab.Lab.Node.RunningConfigAsync(token)).Contains($"network {Prefix}", StringComparison.Ordinal)
                ? null
                : $"`network {Prefix}` is not back in the running configuration");
        await lab.ExpectToldAsync(Session, Prefix);
        Assert.Equal(1, await lab.TimesEstablishedAsync(Session));
    }

    [LabFact]
    public async Task A_daemon_that_is_told_to_end_leaves_the_routes_in_place()
    {
        await using var lab = await StartedAsync();
        Assert.Equal(0, await lab.Daemon.StopAsync());
        Assert.Equal(1, await lab.TimesEstablishedAsync(Session));
        var route = Assert.Single(await lab.Lab.Tor.Place.BgpRoutesAsync(CancellationToken.None));
        Assert.Equal(Prefix, route.Prefix);
    }

    private static async Task<LabFixture> StartedAsync(params string[] more)
    {
        var lab = await LabFixture.StartAsync(["configuring.yaml", .. more]);
        await lab.ExpectLearnedAsync(Session, "192.169.1.0/24", "192.169.1.64/26", "198.51.100.0/24");
        if (more.Length == 0)
        {
            await lab.ExpectToldAsync(Session, Prefix);
        }

        return lab;
    }
}
