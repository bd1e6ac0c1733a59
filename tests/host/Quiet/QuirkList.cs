using FrrK8s.HostTests.Faults;
using FrrK8s.Lab;

namespace FrrK8s.HostTests.Quiet;

/// <summary>The quirks that once reset sessions.</summary>
internal static class QuirkList
{
    /// <summary>The name of the object that brings one.</summary>
    public const string ObjectName = "quirk";

    private const string Edge = "172.18.0.13";
    private const string Tor = "172.18.0.6";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Quirk> All =
    [
        OfEdge("ebgp-multihop", "ebgpMultiHop: true", $"neighbor {Edge} ebgp-multihop"),
        OfEdge("a BFD profile", "bfdProfile: patient", $"neighbor {Edge} bfd profile patient", BfdProfile) with
        {
            RouterHas = $"{LabLink.To(Edge).Node} bfd",
        },
        OfEdge("timers", "holdTime: 90s\n            keepaliveTime: 30s\n            connectTime: 7s", $"neighbor {Edge} timers 30 90"),
        OfEdge("graceful restart", "enableGracefulRestart: true", $"neighbor {Edge} graceful-restart"),
        new("an unnumbered neighbor", Neighbor("interface: tor", "dynamicASN: internal"), "neighbor tor interface")
        {
            Neighbor = "tor",
            RouterHas = "node interface remote-as internal",
        },
        new("a password", Neighbor($"address: {Tor}", "asn: 64512\n            password: not-a-secret"), $"neighbor {Tor} password")
        {
            Neighbor = Tor,
            RouterHas = $"{LabLink.To(Tor).Node} password not-a-secret",
        },
        new(
            "advertise-pip",
            RawSnippets.Manifest(
                ObjectName,
                "router bgp 64512 vrf RED\n  address-family l2vpn evpn\n    advertise-pip ip 192.0.2.7 mac 02:00:00:00:00:07\n  exit-address-family\nexit"),
            "router bgp 64512 vrf RED"),
        new(
            "a static route with its arguments in another order",
            RawSnippets.Manifest(ObjectName, "ip route 10.66.0.0/24 172.30.0.3 30 tag 7"),
            "ip route 10.66.0.0/24 172.30.0.3 tag 7 30"),
    ];

    // Nothing is lost within a quarter of a minute: a machine that is busy must not look like a session that was reset.
    private const string BfdProfile =
        """
            bfdProfiles:
              - name: patient
                receiveInterval: 5000
                transmitInterval: 5000

        """;

    /// <summary>The quirk with this name.</summary>
    public static Quirk Named(string name) => All.Single(quirk => string.Equals(quirk.Name, name, StringComparison.Ordinal));

    private static Quirk OfEdge(string name, string fields, string statement, string more = "") =>
        new(name, Neighbor($"address: {Edge}", $"asn: 4200000000\n            {fields}", more), statement)
        {
            Neighbor = Edge,
        };

    private static string Neighbor(string who, string fields, string more = "") =>
        $"""
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRConfiguration
        metadata:
          name: {ObjectName}
          namespace: frr-k8s-system
        spec:
          bgp:
        {more}    routers:
              - asn: 64512
                neighbors:
                  - {who}
                    {fields}

        """;
}
