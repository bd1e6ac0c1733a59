namespace FrrK8s.HostTests.Webhook;

/// <summary>Everything that the reference's webhook refuses by itself is refused, with the field and what is allowed.</summary>
public sealed class RefusalTests
{
    private const string Peer = """ "address": "10.0.0.1", "asn": 64513 """;

    [Theory]
    [InlineData("""{ "nodeSelector": { "matchExpressions": [ { "key": "a", "operator": "In" } ] } }""", "spec.nodeSelector")]
    [InlineData("""{ "nodeSelector": { "matchLabels": { "a b": "c" } } }""", "spec.nodeSelector")]
    [InlineData("""{ "bgp": { "routers": [ { "asn": 1, "prefixes": ["10.0.0.0"] } ] } }""", "spec.bgp.routers[0].prefixes[0]")]
    [InlineData("""{ "bgp": { "routers": [ { "asn": 1, "prefixes": ["nothing"] } ] } }""", "spec.bgp.routers[0].prefixes[0]")]
    [InlineData("""{ "bgp": { "routers": [ { "asn": 1 }, { "asn": 2 } ] } }""", "conflict on asn of router of vrf default")]
    public void In_the_router(string spec, string expected) => Refused(spec, expected);

    [Theory]
    [InlineData(""" "address": "10.0.0.1" """, "asn")]
    [InlineData(""" "address": "10.0.0.1", "asn": 1, "dynamicASN": "internal" """, "dynamicASN")]
    [InlineData(""" "asn": 1 """, "interface")]
    [InlineData(""" "asn": 1, "address": "10.0.0.1", "interface": "eth0" """, "interface")]
    [InlineData(Peer + """, "bfdProfile": "missing" """, "`missing`")]
    [InlineData(Peer + """, "toAdvertise": { "allowed": { "prefixes": ["192.0.2.0/24"] } } """, "`192.0.2.0/24` is not among the prefixes")]
    [InlineData(Peer + """, "toAdvertise": { "withLocalPref": [ { "localPref": 100, "prefixes": ["192.0.2.0/24"] } ] } """, "`192.0.2.0/24` has a local preference but is not advertised")]
    [InlineData(Peer + """, "toAdvertise": { "allowed": { "prefixes": ["2001:db8::/32"] } } """, "does not carry")]
    [InlineData(Peer + """, "holdTime": "9s" """, "keepaliveTime")]
    public void In_the_neighbor(string neighbor, string expected) => Refused(Cluster.Neighbor("", neighbor), expected);

    [Fact]
    public void A_missing_secret_is_no_reason_to_refuse() =>
        Assert.True(new Cluster().Node("n1").Apply("a", Cluster.Neighbor("", Peer + """, "passwordSecret": { "name": "nowhere" } """)).IsAllowed);

    private static void Refused(string spec, string expected)
    {
        var answer = new Cluster().Node("n1").Apply("a", spec);
        Assert.False(answer.IsAllowed);
        Assert.Contains(expected, answer.Message);
        // No node is selected: the object is wrong all the same.
        Assert.False(new Cluster().Apply("a", spec).IsAllowed);
    }
}
