using System.Diagnostics;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Frr;
using FrrK8s.Lab.Frr;
using Xunit.Abstractions;

namespace FrrK8s.HostTests;

/// <summary>What the rehearsal finds is what real FRR refuses, of both releases.</summary>
public sealed class RehearsalLabTests(ITestOutputHelper output)
{
    // The mark is not FRR's: lines that end with it are those that it refuses.
    private const string Mark = " <-";

    private static readonly (string Text, string Words)[] Refused =
    [
        ("router bgp 65001\nexit\nrouter bgp 65009 <-\n neighbor 192.0.2.1 remote-as 65002\nexit\nbgp as-path access-list a permit 1\n", "AS is 65001"),
        ("router bgp 65001\n neighbor 192.0.2.1 peer-group none <-\n neighbor 192.0.2.2 remote-as 1\n", "Configure the peer-group first"),
        ("router bgp 65001\n neighbor 192.0.2.1 timers 3 9 <-\n", "Specify remote-as or peer-group commands first"),
        ("router bgp 65001\n address-family ipv4 unicast\n  neighbor 192.0.2.1 activate <-\n", "Specify remote-as or peer-group commands first"),
        ("router bgp 65001\n neighbor 192.0.2.1 remote-as 65002\n neighbor 192.0.2.1 local-as 65001 <-\n", "same as BGP AS"),
        ("router bgp 65001\n neighbor 192.0.2.1 remote-as 2\n neighbor 192.0.2.1 ebgp-multihop 3\n neighbor 192.0.2.1 ttl-security hops 2 <-\n",
            "cannot be configured together"),
        ("router bgp 65001\n neighbor 192.0.2.1 remote-as 2\n address-family ipv4 unicast\n  neighbor 192.0.2.1 route-reflector-client <-\n",
            "Not an internal neighbor"),
        ("router bgp 65001\n address-family ipv6 unicast\n  network fe80::/64 <-\n", "link-local"),
        ("bgp community-list standard a permit 1:2\nbgp community-list expanded a permit 1:2 <-\n", "Community name conflict"),
        ("bgp as-path access-list a permit [ <-\nbgp as-path access-list b permit 1\n", "can't compile regexp"),
        ("router bgp 65001\n neighbor 192.0.2.1 timers 3 9 <-\n neighbor 192.0.2.2 timers 3 9 <-\n bgp router-id 1.1.1.1\n", "Specify remote-as"),
    ];

    // What FRR refuses of these it refuses without the number of a line, and together with the lines around it.
    private static readonly (string Text, string Words)[] RefusedInTransactions =
    [
        ("route-map a permit 2\n match ip address prefix-list a\n set metric 5\n on-match goto 1 <-\nexit\n", "Configuration failed"),
        ("ip prefix-list a seq 1 permit 10.0.0.0/24\nip prefix-list a seq 2 permit 10.0.0.0/24 le 20 <-\n", "Invalid prefix range"),
    ];

    private static readonly (string Text, string Words)[] RefusedBy10 =
    [
        ("route-map a permit 1\n set ip next-hop 127.0.0.1 <-\nexit\n", "Configuration failed"),
        ("route-map a permit 1\n set community internet additive <-\nexit\n", "Malformed communities"),
    ];

    [LabFact]
    public Task What_the_installed_frr_refuses_is_found_with_its_line() =>
        ExpectRefusedAsync(FrrRelease.Installed, Refused, RefusedInTransactions);

    [LabFact(OnBothReleases = true)]
    public Task What_the_unpacked_frr_refuses_is_found_with_its_line() =>
        ExpectRefusedAsync(FrrRelease.Unpacked, Refused, [.. RefusedInTransactions, .. RefusedBy10]);

    [LabFact]
    public Task A_good_configuration_passes_on_the_installed_frr() => ExpectGoodAsync(FrrRelease.Installed);

    [LabFact(OnBothReleases = true)]
    public Task A_good_configuration_passes_on_the_unpacked_frr() => ExpectGoodAsync(FrrRelease.Unpacked);

    [LabFact]
    public Task The_installed_frr_does_not_take_itself_as_a_neighbor() => ExpectOwnAddressesAsync(FrrRelease.Installed);

    [LabFact(OnBothReleases = true)]
    public Task The_unpacked_frr_does_not_take_itself_as_a_neighbor() => ExpectOwnAddressesAsync(FrrRelease.Unpacked);

    private static async Task ExpectRefusedAsync(
        FrrRelease release, (string Text, string Words)[] cases, (string Text, string Words)[] inTransactions)
    {
        foreach (var (marked, words) in cases)
        {
            await using var lab = await RehearsalLab.StartAsync(release, bgpPort: null);
            var numbers = Marked(marked);
            Assert.NotEmpty(numbers);
            var result = await lab.RehearseAsync(Unmarked(marked));
            Assert.Null(result.Skipped);
            Assert.Equal(numbers, result.Refused.Select(line => line.Number));
            Assert.All(result.Refused, line => Assert.Contains(words, line.Reason, StringComparison.Ordinal));
            Assert.Contains(numbers[0], await lab.RefusedByLiveAsync(Unmarked(marked)));
        }

        await using var other = await RehearsalLab.StartAsync(release, bgpPort: null);
        foreach (var (marked, words) in inTransactions)
        {
            var line = Assert.Single((await other.RehearseAsync(Unmarked(marked))).Refused);
            Assert.Equal(Marked(marked), [line.Number]);
            Assert.Contains(words, line.Reason, StringComparison.Ordinal);
            await other.RefusedByLiveAsync(Unmarked(marked));
            Assert.DoesNotContain(line.Text + "\n", await other.RunningAsync(), StringComparison.Ordinal);
        }
    }

    private async Task ExpectGoodAsync(FrrRelease release)
    {
        await using var lab = await RehearsalLab.StartAsync(release, bgpPort: null);
        foreach (var (neighbors, prefixes) in new[] { (1, 1), (4, 1000), (4, 5000), (200, 100) })
        {
            var text = RehearsalLab.Good(neighbors, prefixes);
            var watch = Stopwatch.StartNew();
            var result = await lab.RehearseAsync(text);
            output.WriteLine($"{release.Name}: {neighbors} neighbors, {prefixes} prefixes to each: rehearsed in {watch.Elapsed.TotalMilliseconds:0} ms");
            Assert.Null(result.Skipped);
            Assert.Empty(result.Refused);
        }

        Assert.Empty(await lab.RefusedByLiveAsync(RehearsalLab.Good(4, 10)));
    }

    private static async Task ExpectOwnAddressesAsync(FrrRelease release)
    {
        const string Text =
            """
            router bgp 65001
             neighbor 10.99.0.1 remote-as 65002
             neighbor 10.99.0.2 remote-as 65002
             neighbor fd00:99::1 remote-as 65002
             neighbor 127.0.0.1 remote-as 65002
            exit
            router bgp 65001 vrf red
             neighbor 10.99.0.1 remote-as 65002
            exit

            """;
        await using (var lab = await RehearsalLab.StartAsync(release, bgpPort: null))
        {
            await lab.ExpectAddressAsync("fd00:99::1");

            // Before its first router bgpd does not listen, and nobody can know whether it will.
            Assert.Empty((await lab.RehearseAsync(Text)).Refused);
            Assert.Empty(await lab.RefusedByLiveAsync("router bgp 65001\nexit\n"));
            var result = await lab.RehearseAsync(Text);
            Assert.Equal([2, 4], result.Refused.Select(line => line.Number));
            var running = Document.Parse("router bgp 65001\n neighbor 10.99.0.1 remote-as 65002\n");
            Assert.Equal([4], (await lab.RehearseAsync(Text, running)).Refused.Select(line => line.Number));
            Assert.Equal([2, 4], await lab.RefusedByLiveAsync(Text));
        }

        // One that does not listen takes it.
        await using var deaf = await RehearsalLab.StartAsync(release, bgpPort: 0);
        Assert.Empty(await deaf.RefusedByLiveAsync("router bgp 65001\nexit\n"));
        Assert.Empty((await deaf.RehearseAsync(Text)).Refused);
        Assert.Empty(await deaf.RefusedByLiveAsync(Text));
    }

    private static string Unmarked(string text) => text.Replace(Mark, "", StringComparison.Ordinal);

    private static List<int> Marked(string text) =>
        [.. text.Split('\n').Index().Where(line => line.Item.EndsWith(Mark, StringComparison.Ordinal)).Select(line => line.Index + 1)];
}
