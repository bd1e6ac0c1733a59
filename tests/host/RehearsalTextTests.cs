using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Frr;

namespace FrrK8s.HostTests;

public sealed class RehearsalTextTests
{
    [Fact]
    public void What_cannot_be_refused_is_left_out_and_the_rest_keeps_its_numbers()
    {
        var text = Of(
            """
            frr defaults traditional
            router bgp 65001
             ! a comment
             neighbor 192.0.2.1 remote-as 65002
             neighbor 192.0.2.1 graceful-restart-disable
             address-family ipv4 unicast
              network 10.0.0.0/24
              network 10.0.0.0/24 route-map a
             exit-address-family
             segment-routing srv6
              locator a
             exit
            exit
            ip prefix-list a seq 1 permit 10.0.0.0/24
            ip prefix-list a seq 2 permit 10.0.0.0/24 ge 26 le 28
            ipv6 prefix-list a seq 2 deny any
            ip prefix-list a seq 3 permit 10.0.0.0/24 le 20
            route-map a permit 1
             match ip address prefix-list a
             set community 1:2 additive
             on-match next
            exit
            route-map a permit 2
             match ip address prefix-list a
             set ip next-hop 192.0.2.9
            exit
            ip route 10.0.0.0/8 192.0.2.1
            bgp community-list standard a permit 1:2
            bfd
             profile a
             exit
            exit
            """);
        Assert.Equal(
            [
                "2 router bgp 65001", "4 neighbor 192.0.2.1 remote-as 65002", "6 address-family ipv4 unicast", "8 network 10.0.0.0/24 route-map a",
                "9 exit", "13 exit", "17 ip prefix-list a seq 3 permit 10.0.0.0/24 le 20", "23 route-map a permit 2", "25 set ip next-hop 192.0.2.9",
                "26 exit", "28 bgp community-list standard a permit 1:2",
            ],
            text.Lines.Select(line => $"{line.Number} {line.Text}"));
    }

    [Theory]
    [InlineData("ip prefix-list a seq 2 permit 10.1.0.0/24\nrouter bgp 1\n address-family ipv4\n  network 10.1.0.0/24\n", false)]
    [InlineData("ip prefix-list a seq 2 permit 10.1.0.0/24 le 20", true)]
    [InlineData("router bgp 1\n address-family ipv4\n  network fe80::/64\n", true)]
    [InlineData("router bgp 1\n neighbor 192.0.2.1 remote-as 2\n", true)]
    public void What_comes_or_goes_is_rehearsed_when_some_of_it_could_be_refused(string more, bool isRisk)
    {
        const string Same = "ip prefix-list a seq 1 permit 10.0.0.0/24\nrouter bgp 1\n bgp router-id 192.0.2.9\n";
        var (some, all) = (Document.Parse(Same), Document.Parse(Same + more));
        Assert.Equal(isRisk, Comparison.Of(all, some).Differences.Any(Risk.IsIn));
        Assert.Equal(isRisk, Comparison.Of(some, all).Differences.Any(Risk.IsIn));
    }

    [Fact]
    public void A_context_is_taken_out_with_what_stands_in_it()
    {
        var text = Of("router bgp 1\n neighbor a interface\n address-family ipv4\n  neighbor a activate\n  exit\n bgp router-id 1.1.1.1\n");
        Assert.Equal([7, 1, 3, 1, 1, 1, 1], text.Lines.Select(line => line.Length));
    }

    [Theory]
    [InlineData("ip prefix-list a seq 1 permit 10.0.0.0/24 ge 20")]
    [InlineData("ip prefix-list a seq 1 permit 10.0.0.0/24 ge 28 le 26")]
    [InlineData("ip prefix-list a seq 1 permit 10.0.0.0/24 le 33")]
    [InlineData("ipv6 prefix-list a seq 1 permit fd00::/64 le 63")]
    [InlineData("ip prefix-list a description text")]
    public void An_entry_that_could_be_wrong_is_kept(string entry) => Assert.Equal(entry, Assert.Single(Of(entry).Lines).Text);

    [Fact]
    public void A_link_local_network_is_kept()
    {
        const string Family = "router bgp 1\n address-family ipv6 unicast\n";
        Assert.Contains(Of(Family + "  network fe80::/64\n").Lines, line => line.Number == 3);
        Assert.DoesNotContain(Of(Family + "  network fd00::/64\n").Lines, line => line.Text.StartsWith("network", StringComparison.Ordinal));
    }

    [Fact]
    public void A_prefix_more_changes_nothing_and_a_neighbor_more_does()
    {
        const string Router = "router bgp 1\n neighbor 192.0.2.1 remote-as 2\n";
        const string Prefixes = " address-family ipv4 unicast\n  network 10.0.0.0/24\n exit\nip prefix-list a seq 1 permit 10.0.0.0/24\n";
        var less = Of(Router + " address-family ipv4 unicast\n exit\n");
        Assert.Equal(less, Of(Router + Prefixes));
        Assert.NotEqual(less, Of(Router + " neighbor 192.0.2.2 remote-as 2\n" + Prefixes));
    }

    [Fact]
    public void No_secret_is_in_it() => Assert.DoesNotContain(
        "s3cret", Of("router bgp 1\n neighbor 192.0.2.1 password s3cret\n").ToString(), StringComparison.Ordinal);

    private static RehearsalText Of(string text) => RehearsalText.Of(Document.Parse(text));
}
