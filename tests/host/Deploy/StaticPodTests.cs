using System.Text.Json.Nodes;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Deploy;

/// <summary>The static pod: what the chart makes of a node, but for what comes from the API server.</summary>
public sealed class StaticPodTests
{
    private static readonly JsonObject Pod = Chart.Objects(File.ReadAllText(Repository.PathOf("deploy/static-pod/frr-k8s.yaml"))).Single();

    [Fact]
    public async Task The_server_takes_it_and_it_refers_to_nothing_that_a_static_pod_may_not_have()
    {
        await using var server = await StrictServer.StartAsync();
        Assert.Null(await server.RefusalAsync(Pod));
        PodText.Check(Pod);
        Assert.False((bool)Pod["spec"]!["automountServiceAccountToken"]!);
        Assert.Null(Pod["spec"]!["serviceAccountName"]);
        var text = Pod.ToJsonString();
        Assert.All(["configMap", "secretName", "secretKeyRef", "envFrom"], word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_containers_are_those_of_the_chart()
    {
        var daemon = Chart.Objects(File.ReadAllText(Repository.PathOf("deploy/all-in-one/frr-k8s.yaml"))).Single(item => (string)item["kind"]! == "DaemonSet");
        foreach (var (own, theirs) in PodText.Containers(Pod).Zip(PodText.Containers(daemon)))
        {
            string[] different = (string)own["name"]! == "frrk8s" ? ["args", "env", "ports", "volumeMounts"] : [];
            Assert.Equal(Without(theirs, different), Without(own, different));
        }

        Assert.Equal(Without(PodText.SpecOf(daemon)!["securityContext"]!.AsObject(), []), Without(PodText.SpecOf(Pod)!["securityContext"]!.AsObject(), []));
        // This port keeps the two apart.
        var ports = PodText.Containers(Pod).Concat(PodText.Containers(daemon)).Select(container => container["ports"]?[0]).OfType<JsonNode>().ToList();
        Assert.Equal(2, ports.Count);
        Assert.Equal((long)ports[0]["containerPort"]!, (long)ports[1]["containerPort"]!);
    }

    [Fact]
    public async Task Its_options_are_those_of_the_program()
    {
        var (_, help, _) = await CommandLine.RunAsync(["daemon", "--help"]);
        var options = PodText.Containers(Pod).Last()["args"]!.AsArray().Select(argument => ((string)argument!).Split('=')[0]).ToList();
        Assert.Equal(3, options.Count);
        Assert.All(options, option => Assert.Contains($" {option} ", help, StringComparison.Ordinal));
    }

    private static string Without(JsonObject item, IEnumerable<string> names)
    {
        var copy = item.DeepClone().AsObject();
        foreach (var name in names)
        {
            copy.Remove(name);
        }

        return copy.ToJsonString();
    }
}
