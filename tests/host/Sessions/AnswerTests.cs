using System.Text;
using System.Text.Json;
using FrrK8s.Host.Sessions;

namespace FrrK8s.HostTests.Sessions;

/// <summary>What is read out of FRR's own answers.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData("bgp-8.4", "v-peer")]
    [InlineData("bgp-10.3", "v-p10")]
    public void Every_neighbor_of_every_vrf_is_read(string sample, string unnumbered) => Assert.Equal(
        [
            ("", unnumbered, "Established"), ("", "10.0.1.2", "Established"), ("", "10.0.2.2", "Idle"), ("", "10.0.3.77", "Active"),
            ("RED", "10.99.0.2", "Idle"),
        ],
        SessionSamples.Neighbors(sample).Select(neighbor => (neighbor.Vrf, neighbor.Peer, neighbor.State)));

    [Fact]
    public void A_neighbor_has_its_counters_its_prefixes_its_bfd_and_why_it_went_down()
    {
        var neighbor = SessionSamples.Neighbors("bgp-8.4").Single(one => one.Peer == "10.0.1.2");
        Assert.Equal(TimeSpan.FromSeconds(3), neighbor.Uptime);
        Assert.Equal((2, 1), (neighbor.TimesEstablished, neighbor.TimesDropped));
        Assert.Equal("BGP Notification send: Cease/BFD Down", neighbor.LastReset);
        Assert.Equal("Up", neighbor.BfdStatus);
        Assert.Equal([new FamilyPrefixes("ipv4Unicast", 1, 1), new FamilyPrefixes("l2VpnEvpn", 2, 2)], neighbor.Families);
        Assert.Equal(
            new BgpMessages
            {
                OpensSent = 2,
                OpensReceived = 2,
                NotificationsSent = 1,
                UpdatesSent = 10,
                UpdatesReceived = 6,
                KeepalivesSent = 2,
                KeepalivesReceived = 2,
                TotalSent = 15,
                TotalReceived = 10,
            },
            neighbor.Messages);
    }

    [Fact]
    public void A_neighbor_that_is_down_has_no_uptime_and_no_bfd()
    {
        var neighbor = SessionSamples.Neighbors("bgp-10.3").Single(one => one.Peer == "10.0.2.2");
        Assert.Null(neighbor.Uptime);
        Assert.Equal("N/A", neighbor.BfdStatus);
        Assert.Equal([new FamilyPrefixes("ipv4Unicast", 0, 0)], neighbor.Families);
    }

    [Theory]
    [InlineData("bfd-8.4", "", "10.0.1.2", true)]
    [InlineData("bfd-10.3", "", "10.0.1.2", true)]
    [InlineData("bfd-vrf-8.4", "RED", "10.99.0.2", false)]
    public void A_session_of_bfd_is_read(string sample, string vrf, string peer, bool isUp)
    {
        var read = Assert.Single(BfdAnswer.Read(SessionSamples.Bytes(sample)));
        Assert.Equal((vrf, peer, isUp), (read.Vrf, read.Peer, read.IsUp));
    }

    [Fact]
    public void The_counters_of_bfd_find_their_session() => Assert.Equal(
        new BfdCounters { ControlInput = 10, ControlOutput = 13, TimesUp = 1, TimesDown = 1, ZebraNotifications = 2 },
        Assert.Single(SessionSamples.BfdPeers()).Counters);

    [Fact]
    public void Counters_of_another_session_of_the_same_address_stay_away()
    {
        var peers = BfdAnswer.Read("""[{"vrf":"default","peer":"10.0.0.1","interface":"a","status":"up"},{"vrf":"default","peer":"10.0.0.1","interface":"b","status":"down"}]"""u8.ToArray());
        var counted = BfdAnswer.WithCounters(peers, """[{"vrf":"default","peer":"10.0.0.1","interface":"b","session-up":7}]"""u8.ToArray());
        Assert.Equal([0, 7], counted.Select(peer => peer.Counters.TimesUp));
    }

    [Theory]
    [InlineData("{\n}\n")]
    [InlineData("[]")]
    [InlineData("""{"default":{"vrfId":0,"vrfName":"default"}}""")]
    [InlineData("""{"default":3,"RED":{"x":{}}}""")]
    public void No_neighbors_are_none(string answer)
    {
        Assert.Empty(BgpAnswer.Read(Encoding.UTF8.GetBytes(answer)));
        Assert.Empty(BfdAnswer.Read(Encoding.UTF8.GetBytes(answer)));
    }

    [Fact]
    public void What_is_no_json_is_said_to_be_none() =>
        Assert.ThrowsAny<JsonException>(() => BgpAnswer.Read("% BGP instance not found"u8.ToArray()));

    [Theory]
    [InlineData("172.18.0.5", "172.18.0.5")]
    [InlineData("fc00:f853:ccd:e793::5", "fc00-f853-0ccd-e793-0000-0000-0000-0005")]
    [InlineData("::1", "0000-0000-0000-0000-0000-0000-0000-0001")]
    [InlineData("eth0", "eth0")]
    [InlineData("eth0:1", "eth0-1")]
    [InlineData("_x@7_", "x-7")]
    public void The_label_of_a_peer_is_one_that_Kubernetes_takes(string peer, string label) => Assert.Equal(label, PeerLabel.Of(peer));
}
