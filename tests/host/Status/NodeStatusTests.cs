using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FrrK8s.Host.Sources;
using FrrK8s.Host.Status;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Status;

/// <summary>`frrk8s status` of the node that it runs on.</summary>
public sealed class NodeStatusTests
{
    [Fact]
    public async Task A_node_on_which_all_is_well_is_shown_and_ends_with_0()
    {
        using var node = new StatusNode();
        node.Write(StatusNode.Good);
        var (code, output, error) = await node.StatusAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            """
            NODE n1  all is well  (the daemon's word is of 2026-01-01T00:00:00Z)
            SESSIONS 1 up
              NEIGHBOR  VRF      ASN    STATE        FOR   RECEIVED  SENT  BFD  WENT DOWN LAST
              10.0.0.1  default  64513  Established  1d2h  6         2     -
            OBJECTS 1 in force
            DRIFT none

            """,
            output);
    }

    [Fact]
    public async Task What_is_wrong_stands_first_and_ends_with_1()
    {
        using var node = new StatusNode { Sessions = StatusNode.Neighbors(("10.0.0.1", "Established"), ("10.0.0.2", "Active")) };
        node.Write(StatusNode.Good with
        {
            Conditions =
            [
                new Condition("Applied", "False", "Unavailable", "bgpd did not answer", "2026-01-01T00:00:00Z"),
                new Condition("InSync", "False", "Drifted", "missing: router bgp 1 / neighbor 10.0.0.2 remote-as 3", "2026-01-01T00:00:00Z"),
            ],
            Configurations = [StatusNode.Object("one", true, "Accepted", ""), StatusNode.Object("two", false, ObjectState.Conflict, "it contradicts a/one")],
        });
        var (code, output, _) = await node.StatusAsync();
        Assert.Equal(1, code);
        var lines = output.Split('\n');
        Assert.StartsWith("NODE n1  not all is well", lines[0], StringComparison.Ordinal);
        Assert.Equal("  Applied is False since 2026-01-01T00:00:00Z (Unavailable): bgpd did not answer", lines[1]);
        Assert.Equal("SESSIONS 1 up, 1 down", lines[2]);
        Assert.Matches("10\\.0\\.0\\.2 +default +64513 +Active +- +6 +2 +- +Hold Timer Expired", lines[4]);
        Assert.Contains("10.0.0.1", lines[5], StringComparison.Ordinal);
        Assert.Equal("OBJECTS 1 in force, 1 refused", lines[6]);
        Assert.Matches("frr-k8s-system/two +3 +Conflict +it contradicts a/one", lines[8]);
        Assert.Equal("DRIFT Drifted: missing: router bgp 1 / neighbor 10.0.0.2 remote-as 3", lines[9]);
    }

    [Fact]
    public async Task Programs_get_the_same_as_json_and_as_yaml()
    {
        using var node = new StatusNode { Sessions = StatusNode.Neighbors(("10.0.0.2", "Active")) };
        node.Write(StatusNode.Good);
        var (code, json, _) = await node.StatusAsync("-o", "json");
        Assert.Equal(1, code);
        var root = JsonElement.Parse(json);
        Assert.Equal("n1", root.GetProperty("node").GetString());
        Assert.False(root.GetProperty("well").GetBoolean());
        var session = root.GetProperty("sessions")[0];
        Assert.Equal(
            ("10.0.0.2", "default", false, "Active", 64513, "Hold Timer Expired"),
            (session.GetProperty("neighbor").GetString(), session.GetProperty("vrf").GetString(), session.GetProperty("up").GetBoolean(),
                session.GetProperty("state").GetString(), session.GetProperty("asn").GetInt32(), session.GetProperty("lastReset").GetString()));
        Assert.Equal(5, session.GetProperty("families")[0].GetProperty("received").GetInt32());
        Assert.Equal("one", root.GetProperty("objects")[0].GetProperty("name").GetString());
        Assert.Equal(3, root.GetProperty("conditions").GetArrayLength());
        var yaml = JsonText.From(Assert.Single(YamlSource.Read((await node.StatusAsync("-o", "yaml")).Out)));
        Assert.True(JsonElement.DeepEquals(root, yaml));
    }

    [Fact]
    public async Task Each_source_is_told_when_the_other_is_away_and_without_both_nobody_can_tell()
    {
        using var silent = new StatusNode(hasFrr: false);
        var (code, output, error) = await silent.StatusAsync();
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("error: bgpd is not running; zebra is not running; the daemon has written no state into `", error, StringComparison.Ordinal);
        silent.Write(StatusNode.Good);
        (code, output, _) = await silent.StatusAsync();
        Assert.Equal(1, code);
        Assert.Contains("\n  bgpd is not running\n  zebra is not running\nSESSIONS not known\nOBJECTS 1 in force\n", output, StringComparison.Ordinal);
        using var fresh = new StatusNode();
        (code, output, _) = await fresh.StatusAsync();
        Assert.Equal(1, code);
        Assert.Contains("the daemon has written no state into `", output, StringComparison.Ordinal);
        Assert.Contains("OBJECTS not known\nDRIFT not known\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daemon_that_does_not_run_is_no_reason_to_believe_its_last_word()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var node = new StatusNode { Health = $"127.0.0.1:{port}" };
        node.Write(StatusNode.Good);
        var (code, output, _) = await node.StatusAsync();
        Assert.Equal(1, code);
        Assert.Contains($"\n  the daemon does not run: nobody answers at 127.0.0.1:{port}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_states_of_several_nodes_one_is_named()
    {
        using var node = new StatusNode();
        node.Write(StatusNode.Good);
        node.Write(StatusNode.Good with { Configurations = [] }, "n2");
        var (code, _, error) = await node.StatusAsync();
        Assert.Equal(2, code);
        Assert.Contains("holds the states of 2 nodes; say which one with --node-name: n1, n2", error, StringComparison.Ordinal);
        Assert.Contains("OBJECTS none for this node\n", (await node.StatusAsync("--node-name", "n2")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_tables_are_cut_and_counted_and_nothing_moves_the_cursor()
    {
        using var node = new StatusNode { Sessions = StatusNode.Neighbors([.. Enumerable.Range(1, 9).Select(index => ($"10.0.0.{index}", "Established"))]) };
        node.Write(StatusNode.Good with { Configurations = [StatusNode.Object("x", false, "Refused", "bad \e[2J\nvalue")] });
        var (_, output, _) = await node.StatusAsync("--limit", "3");
        Assert.Contains("  … and 6 more sessions; --limit 0 shows all\n", output, StringComparison.Ordinal);
        Assert.Contains("Refused  bad ?[2J value\n", output, StringComparison.Ordinal);
        Assert.Equal(9, (await node.StatusAsync("--limit", "0")).Out.Split('\n').Count(line => line.Contains("10.0.0.", StringComparison.Ordinal)));
        Assert.Equal(2, (await node.StatusAsync("--limit", "-1")).Code);
    }

    [Fact]
    public async Task Colours_are_for_terminals()
    {
        using var node = new StatusNode();
        node.Write(StatusNode.Good);
        Assert.DoesNotContain('\e', (await node.StatusAsync()).Out);
        Assert.Contains("\e[32mall is well\e[0m", (await CommandLine.RunColoredAsync(["status", .. node.Options])).Out, StringComparison.Ordinal);
    }
}
