using System.Text.Json;
using FrrK8s.Host.Sources;
using FrrK8s.Host.Status;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Status;

/// <summary>`frrk8s status --cluster` and `--node` on an API server.</summary>
public sealed class ClusterStatusTests
{
    private static readonly NodeState Refusing = StatusCluster.Bad(("Converted", "Refused", "failed: x")) with
    {
        Configurations = [StatusNode.Object("one", true, "Accepted", ""), StatusNode.Object("bad", false, ObjectState.Conflict, "it contradicts a/one")],
    };

    [Fact]
    public async Task Nodes_are_shown_the_worst_first_and_a_refused_object_once()
    {
        await using var cluster = await StatusCluster.StartAsync();
        await cluster.AddAsync("n1", StatusNode.Good, true, ("192.0.2.1", "Established"), ("2001:db8::1", "Established"));
        await cluster.AddAsync("n2", Refusing, true, ("192.0.2.1", "Established"));
        await cluster.AddAsync("n3", Refusing, true, ("192.0.2.1", "Active"), ("2001:db8::1", "Established"));
        await cluster.AddAsync("n4", StatusCluster.Bad(("Applied", "Unavailable", "bgpd is away"), ("InSync", "NotVerified", "nobody knows")), isReady: false);
        await cluster.AddAsync("n5", null, true);
        await cluster.AddAsync("n6", StatusNode.Good, isReady: null);
        await cluster.AddAsync("n7", StatusCluster.Bad(("InSync", "Drifted", "missing: router bgp 1")), true);
        var (code, output, error) = await cluster.StatusAsync();
        Assert.Equal((1, ""), (code, error));
        Assert.Equal(
            """
            CLUSTER 7 nodes, 6 not well; 5 sessions, 4 up
              NODE  DAEMON     SESSIONS  ACCEPTED  APPLIED  IN SYNC  WHY
              n4    not ready  0/0       yes       no       no       not applied; the daemon is not ready
              n5    ready      0/0       -         -        -        its daemon has not said anything yet
              n6    none       0/0       yes       yes      yes      no daemon
              n3    ready      1/2       no        yes      yes      down: 192.0.2.1; objects refused
              n2    ready      1/1       no        yes      yes      objects refused
              n7    ready      0/0       yes       yes      no       drift
              n1    ready      2/2       yes       yes      yes
            REFUSED 1 object
              OBJECT              STATE     NODES   WHY
              frr-k8s-system/bad  Conflict  n2, n3  it contradicts a/one
            DRIFT 2 nodes
              NODE  CONDITION      STATE        WHY
              n4    Applied False  Unavailable  bgpd is away
              n4    InSync False   NotVerified  nobody knows
              n7    InSync False   Drifted      missing: router bgp 1

            """,
            output);
        var json = JsonElement.Parse((await cluster.StatusAsync("-o", "json")).Out);
        Assert.Equal(7, json.GetProperty("nodes").GetArrayLength());
        Assert.Equal("n4", json.GetProperty("nodes")[0].GetProperty("node").GetString());
        Assert.Equal(["n2", "n3"], json.GetProperty("refused")[0].GetProperty("nodes").EnumerateArray().Select(node => node.GetString()));
        Assert.Equal(6, json.GetProperty("nodesNotWell").GetInt32());
    }

    [Fact]
    public async Task A_cluster_in_which_all_is_well_ends_with_0_and_one_without_daemons_with_1()
    {
        await using var cluster = await StatusCluster.StartAsync();
        var (code, output, _) = await cluster.StatusAsync("--cluster");
        Assert.Equal(1, code);
        Assert.Contains("no node has a daemon or a FRRNodeState", output, StringComparison.Ordinal);
        await cluster.AddAsync("n1", StatusNode.Good, true, ("192.0.2.1", "Established"));
        (code, output, _) = await cluster.StatusAsync("--cluster", "-n", "frr-k8s-system");
        Assert.Equal(0, code);
        Assert.StartsWith("CLUSTER 1 node, all is well; 1 session, 1 up\n", output, StringComparison.Ordinal);
        Assert.EndsWith("REFUSED none\nDRIFT none\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_node_is_shown_with_its_sessions_objects_and_drift()
    {
        await using var cluster = await StatusCluster.StartAsync();
        await cluster.AddAsync("n1", Refusing, true, ("2001:db8::1", "Active"));
        var (code, output, _) = await cluster.StatusAsync("--node", "n1");
        Assert.Equal(1, code);
        Assert.Contains("\nSESSIONS 0 up, 1 down\n  NEIGHBOR     VRF      STATE   BFD\n  2001:db8::1  default  Active  -\n", output, StringComparison.Ordinal);
        Assert.Contains("frr-k8s-system/bad  3           Conflict  it contradicts a/one\n", output, StringComparison.Ordinal);
        string error;
        (code, output, error) = await cluster.StatusAsync("--node", "none");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("error: cannot get FRRNodeState `none`: the API server answered 404", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_thousand_nodes_are_counted_and_few_are_shown_and_asked()
    {
        const int nodes = 3000;
        await using var cluster = await StatusCluster.StartAsync();
        await Parallel.ForAsync(0, nodes, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (index, _) =>
            await cluster.StateAsync($"n{index:0000}", index % 10 == 0 ? Refusing : StatusNode.Good));
        await cluster.AddAsync("m", StatusNode.Good);
        var (code, output, _) = await cluster.StatusAsync("--limit", "20");
        Assert.Equal(1, code);
        var lines = output.Split('\n');
        // None but one has a daemon.
        Assert.StartsWith($"CLUSTER {nodes + 1} nodes, {nodes} not well; ", lines[0], StringComparison.Ordinal);
        Assert.Equal("  … and 2981 more nodes (2980 not well); --limit 0 shows all", lines[22]);
        Assert.Contains("frr-k8s-system/bad  Conflict  n0000, n0010, n0020 and 17 more  it contradicts a/one", output, StringComparison.Ordinal);
        Assert.Contains("280 more nodes with a problem were not asked for details; --limit 0 asks all", output, StringComparison.Ordinal);
        Assert.True(lines.Length < 35, output);
        var json = JsonElement.Parse((await cluster.StatusAsync("--limit", "0", "-o", "json")).Out);
        Assert.Equal(nodes + 1, json.GetProperty("nodes").GetArrayLength());
        Assert.Equal(300, json.GetProperty("refused")[0].GetProperty("nodes").GetArrayLength());
    }

    [OwnServerFact]
    public async Task Nodes_are_read_in_chunks()
    {
        await using var cluster = await StatusCluster.StartAsync();
        await Parallel.ForAsync(0, 501, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (index, _) =>
            await cluster.StateAsync($"n{index:0000}", StatusNode.Good));
        Assert.Contains("501 nodes", (await cluster.StatusAsync()).Out, StringComparison.Ordinal);
        Assert.Contains(cluster.Cluster.Own.Requests, request => request.Query.Contains("continue=", StringComparison.Ordinal) && request.Path.EndsWith("frrnodestates", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_not_there_and_a_context_that_is_not_there_end_with_2()
    {
        await using var cluster = await StatusCluster.StartAsync();
        var kubeconfig = JsonText.From(YamlSource.Read(await File.ReadAllTextAsync(cluster.Kubeconfig)).Single());
        var context = kubeconfig.GetProperty("current-context").GetString()!;
        Assert.Equal(1, (await cluster.StatusAsync("--context", context)).Code);
        var (code, output, error) = await cluster.StatusAsync("--context", "nowhere");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("nowhere", error, StringComparison.Ordinal);
        using var kept = new TempFolder();
        var copy = kept.Write("config", await File.ReadAllTextAsync(cluster.Kubeconfig));
        await cluster.Cluster.StopAsync();
        (code, output, error) = await CommandLine.RunAsync(["status", "--cluster", "--kubeconfig", copy]);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("error: cannot list frrnodestates: ", error, StringComparison.Ordinal);
        Assert.Equal(2, (await CommandLine.RunAsync(["status", "--cluster", "--node", "n1"])).Code);
    }
}
