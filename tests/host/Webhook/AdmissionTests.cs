using FrrK8s.Host.Webhook;

namespace FrrK8s.HostTests.Webhook;

/// <summary>What is refused, what is warned of, and that nobody is locked out.</summary>
public sealed class AdmissionTests
{
    private const string Host = "kubernetes.io/hostname=";

    [Fact]
    public void An_object_that_contradicts_nobody_is_let_in()
    {
        var answer = Two().Store("a", Cluster.Router("", 64512)).Apply("b", Cluster.Router("", 64512));
        Assert.True(answer.IsAllowed, answer.Message);
        Assert.Empty(answer.Warnings);
    }

    [Fact]
    public void A_contradiction_on_a_node_names_both_objects_both_values_and_the_node()
    {
        var answer = Two().Store("a", Cluster.Router(Host + "n1", 64512)).Apply("b", Cluster.Router("", 64513));
        Assert.Equal(
            "spec.bgp.routers[0].asn: conflict on asn of router of vrf default: frr-k8s-system/a says `64512`, frr-k8s-system/b says `64513`; "
            + "all must say the same; they meet on node n1",
            answer.Message);
    }

    [Fact]
    public void The_same_object_for_another_node_is_let_in_until_it_is_moved_to_the_first()
    {
        var cluster = Two().Store("a", Cluster.Router(Host + "n1", 64512));
        Assert.True(cluster.Apply("b", Cluster.Router(Host + "n2", 64513)).IsAllowed);

        cluster.Store("b", Cluster.Router(Host + "n2", 64513));
        Assert.Contains("they meet on node n1", cluster.Apply("b", Cluster.Router(Host + "n1", 64513)).Message);
    }

    [Fact]
    public void Many_nodes_and_objects_are_counted_and_not_listed()
    {
        var cluster = new Cluster();
        for (var node = 10; node < 30; node++)
        {
            cluster.Node($"n{node}").Store($"o{node}", Cluster.Router($"{Host}n{node}", 64512));
        }

        var message = cluster.Apply("new", Cluster.Router("", 64513)).Message;
        Assert.Contains("they meet on nodes n10, n11, n12, n13, n14 and 15 more", message);
        Assert.Contains("o14 and 15 more say `64512`", message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_conflict_can_be_a_warning()
    {
        var cluster = new Cluster { Settings = new AdmissionSettings(Cluster.Namespace) { Conflicts = ConflictMode.Warn } };
        var answer = cluster.Node("n1").Store("a", Cluster.Router("", 64512)).Apply("b", Cluster.Router("", 64513));
        Assert.True(answer.IsAllowed);
        Assert.Contains("they meet on node n1", Assert.Single(answer.Warnings));
    }

    [Fact]
    public void An_object_of_another_namespace_has_no_effect_and_is_told_so()
    {
        var answer = Two().Store("a", Cluster.Router("", 64512)).Apply("b", Cluster.Router("", 64513), "default");
        Assert.True(answer.IsAllowed);
        Assert.Contains("`frr-k8s-system`", Assert.Single(answer.Warnings));
    }

    [Theory]
    [InlineData("rack=a", "", true)]
    [InlineData("", "rack=a", true)]
    [InlineData("rack=a", "rack=a,zone=b", true)]
    [InlineData("rack=a", "rack=a", true)]
    [InlineData("rack=a", "rack=b", false)]
    public void Labels_that_no_node_has_yet_count(string stored, string wanted, bool isRefused)
    {
        var answer = Two().Store("a", Cluster.Router(stored, 64512)).Apply("b", Cluster.Router(wanted, 64513));
        Assert.Equal(isRefused, !answer.IsAllowed);
        Assert.Equal(isRefused, answer.Message.Contains("no node has both, but every node that one of them selects"));
    }

    [Fact]
    public void Two_selectors_that_a_node_could_match_together_are_a_warning_unless_they_shall_be_refused()
    {
        var warned = Two().Store("a", Cluster.Router("role=edge", 64512)).Apply("b", Cluster.Router("row=1", 64513));
        Assert.True(warned.IsAllowed);
        Assert.Contains("one could be labelled so that it has", Assert.Single(warned.Warnings));

        var strict = new Cluster { Settings = new AdmissionSettings(Cluster.Namespace) { PossibleConflicts = ConflictMode.Deny } };
        Assert.False(strict.Store("a", Cluster.Router("role=edge", 64512)).Apply("b", Cluster.Router("row=1", 64513)).IsAllowed);
    }

    [Fact]
    public void Without_nodes_objects_are_still_checked_against_each_other() =>
        Assert.False(new Cluster().Store("a", Cluster.Router("", 64512)).Apply("b", Cluster.Router("", 64513)).IsAllowed);

    [Fact]
    public void Conflicts_of_others_stop_nobody()
    {
        var cluster = Two().Store("a", Cluster.Router("", 64512)).Store("bad", Cluster.Router("", 64513));
        // Nodes refuse `bad` because `a` is older: it must not hold up those who agree with `a`.
        var answer = cluster.Apply("c", Cluster.Router("", 64512));
        Assert.True(answer.IsAllowed, answer.Message);
        Assert.Contains("nodes refuse the other object anyway", Assert.Single(answer.Warnings));
        Assert.True(cluster.Apply("d", Cluster.Spec("", """ "raw": { "rawConfig": "ip nht resolve-via-default" } """)).IsAllowed);
    }

    [Fact]
    public void An_object_in_conflict_can_be_changed_and_made_better_but_not_worse()
    {
        const string first = """ "address": "10.0.0.1", "asn": 64513, "holdTime": "9s", "keepaliveTime": "3s" """;
        var cluster = Two()
            .Store("a", Cluster.Neighbor("", first))
            .Store("b", Cluster.Neighbor(Host + "n1", first.Replace("9s", "12s")));

        var other = cluster.Apply("b", Cluster.Neighbor(Host + "n1", first.Replace("9s", "15s"), """, "prefixes": ["192.0.2.0/24"] """));
        Assert.True(other.IsAllowed, other.Message);
        Assert.Contains("it is so already", Assert.Single(other.Warnings));
        Assert.Empty(cluster.Apply("b", Cluster.Neighbor(Host + "n1", first)).Warnings);

        var worse = cluster.Apply("b", Cluster.Neighbor(Host + "n1", first.Replace("9s", "12s").Replace("64513", "64514")));
        Assert.Contains("conflict on asn of neighbor 10.0.0.1", worse.Message);
        var wider = cluster.Apply("b", Cluster.Neighbor("", first.Replace("9s", "12s")));
        Assert.Contains("they meet on node n2", wider.Message);
    }

    [Fact]
    public void What_means_nothing_is_always_let_in()
    {
        var spec = Cluster.Router("", 64513, """ "id": "no id" """);
        var cluster = Two().Store("a", Cluster.Router("", 64512)).Store("bad", spec);
        Assert.True(cluster.Apply("bad", spec).IsAllowed);

        var fixedHalf = cluster.Apply("bad", Cluster.Router("", 64513, """ "id": "no id", "prefixes": ["192.0.2.0/24"] """));
        Assert.True(fixedHalf.IsAllowed, fixedHalf.Message);
        Assert.Contains("it was so before", Assert.Single(fixedHalf.Warnings));
    }

    [Fact]
    public void What_an_object_needs_of_others_may_come_later()
    {
        const string evpn = """, "evpn": { "advertiseVNIs": "All" } """;
        var cluster = Two();
        var alone = cluster.Apply("a", Cluster.Neighbor("", """ "address": "10.0.0.1", "asn": 64513 """, evpn));
        Assert.True(alone.IsAllowed, alone.Message);
        Assert.Contains("until then the object waits on nodes n1, n2", Assert.Single(alone.Warnings));

        cluster.Store("b", Cluster.Neighbor(Host + "n1", """ "address": "10.0.0.2", "asn": 64513, "addressFamilies": ["evpn"] """));
        var half = cluster.Apply("a", Cluster.Neighbor("", """ "address": "10.0.0.1", "asn": 64513 """, evpn));
        Assert.Contains("waits on node n2", Assert.Single(half.Warnings));
    }

    [Fact]
    public void Deprecated_fields_and_graceful_restart_are_said_once()
    {
        const string peer = """ "address": "10.0.0.1", "asn": 64513 """;
        var cluster = Two().Store("a", Cluster.Neighbor("", peer));
        Assert.Contains("disableMP", Assert.Single(cluster.Apply("b", Cluster.Neighbor("", peer + """, "disableMP": true """)).Warnings));
        var restart = Assert.Single(cluster.Apply("a", Cluster.Neighbor("", peer + """, "enableGracefulRestart": true """)).Warnings);
        Assert.Contains("graceful restart changes for 10.0.0.1: it will be available on the next restart", restart);
    }

    [Fact]
    public void Snippets_are_read()
    {
        var cluster = Two();
        var danger = cluster.Apply("a", Cluster.Spec("", """ "raw": { "rawConfig": "router bgp 64512\nrouter bgp 64513\n bgp router-id 1.1.1.1\n" } """));
        Assert.Contains("spec.raw.rawConfig: line 2: ", danger.Message);
        var unknown = cluster.Apply("a", Cluster.Spec("", """ "raw": { "rawConfig": "router bgp 64512\n no such command\n" } """));
        Assert.True(unknown.IsAllowed, unknown.Message);
        Assert.Contains(unknown.Warnings, warning => warning.StartsWith("spec.raw.rawConfig: line 2: ", StringComparison.Ordinal));
        var good = cluster.Apply("a", Cluster.Spec("", """ "raw": { "rawConfig": "router bgp 64512\n bgp router-id 1.1.1.1\n" } """));
        Assert.Empty(good.Warnings);
    }

    private static Cluster Two() => new Cluster().Node("n1").Node("n2");
}
