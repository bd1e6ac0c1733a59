using FrrK8s.Host.Frr;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class StaleListTests
{
    private const string Wanted = "ip prefix-list a seq 7 permit 10.0.0.0/8\nrouter bgp 1\nexit\n";

    [Theory]
    [InlineData("ip prefix-list a seq 7 permit 10.0.0.0/8\n", null)]
    [InlineData("ip prefix-list a seq 5 permit 10.0.0.0/8\n", null)]
    [InlineData("", null)]
    [InlineData("ip prefix-list a seq 7 permit 10.0.0.0/8\nip prefix-list a seq 8 permit 11.0.0.0/8\n", "no ip prefix-list a seq 8 permit 11.0.0.0/8\n")]
    [InlineData("ip prefix-list b seq 8 permit 11.0.0.0/8\n", "no ip prefix-list b\n")]
    public void Entries_that_nobody_wants_are_taken_from_the_daemon_that_has_them(string theirs, string? commands)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal) { ["bgpd"] = Wanted, ["mgmtd"] = theirs };
        var stale = StaleLists.Of(new ConfigText(Wanted), said).ToList();
        Assert.Equal(commands is null ? [] : [("mgmtd", commands)], stale.Select(lists => (lists.Daemon, Assert.Single(lists.Commands))));
    }

    [Fact]
    public void What_zebra_has_and_its_manager_has_not_the_manager_gets_and_takes_away()
    {
        const string list = "ip prefix-list b seq 8 permit 11.0.0.0/8\n";
        var said = new Dictionary<string, string>(StringComparer.Ordinal) { ["bgpd"] = Wanted, ["mgmtd"] = "", ["zebra"] = list };
        var stale = Assert.Single(StaleLists.Of(new ConfigText(Wanted), said));
        Assert.Equal("mgmtd", stale.Daemon);
        Assert.Equal([list, "no ip prefix-list b\n"], stale.Commands);
        said["mgmtd"] = list;
        Assert.Equal(["no ip prefix-list b\n"], Assert.Single(StaleLists.Of(new ConfigText(Wanted), said)).Commands);
        said.Remove("mgmtd");
        Assert.Equal("zebra", Assert.Single(StaleLists.Of(new ConfigText(Wanted), said)).Daemon);
    }

    [Fact]
    public void Without_a_bgpd_nothing_is_stale() => Assert.Empty(StaleLists.Of(
        new ConfigText(""), new Dictionary<string, string>(StringComparer.Ordinal) { ["zebra"] = "ip prefix-list b seq 8 permit any\n" }));
}
