using System.Text.Json.Nodes;

namespace FrrK8s.HostTests.Deploy;

/// <summary>Where pods may run: where the image does, and within that where the user says.</summary>
public sealed class PlacementTests
{
    private const string Affinity = """
        {"podAntiAffinity": {}, "nodeAffinity": {
         "preferredDuringSchedulingIgnoredDuringExecution": [{"weight": 1, "preference": {"matchExpressions": [{"key": "p", "operator": "Exists"}]}}],
         "requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
          {"matchExpressions": [{"key": "a", "operator": "Exists"}]}, {"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["n1"]}]}]}}}
        """;

    [HelmFact]
    public async Task Pods_run_on_linux_and_the_architecture_of_the_image()
    {
        foreach (var pod in await PodsAsync(""" {} """))
        {
            Assert.Equal("""{"kubernetes.io/os":"linux"}""", pod["nodeSelector"]!.ToJsonString());
            Assert.Equal(["kubernetes.io/arch In amd64"], Terms(pod));
        }
    }

    [HelmFact]
    public async Task What_users_say_of_nodes_holds_beside_it()
    {
        var own = $$"""{"nodeSelector": {"role": "edge"}, "affinity": {{Affinity}} }""";
        var pods = await PodsAsync($$"""
            {"frrk8s": {"nodeSelector": {"role": "edge"}, "affinity": {{Affinity}}, "image": {"architectures": ["amd64", "arm64"]} }, "controller": {{own}} }
            """);
        Assert.All(pods, pod =>
        {
            Assert.Equal("""{"kubernetes.io/os":"linux","role":"edge"}""", pod["nodeSelector"]!.ToJsonString());
            // Terms are alternatives: one without the condition would be a way around it.
            Assert.Equal(["a Exists, kubernetes.io/arch In amd64 arm64", "kubernetes.io/arch In amd64 arm64, metadata.name In n1"], Terms(pod));
            Assert.Single(pod["affinity"]!["nodeAffinity"]!["preferredDuringSchedulingIgnoredDuringExecution"]!.AsArray());
            Assert.Equal("{}", pod["affinity"]!["podAntiAffinity"]!.ToJsonString());
        });
    }

    [HelmFact]
    public async Task Without_architectures_affinity_is_the_users_alone()
    {
        var pods = await PodsAsync("""{"frrk8s": {"image": {"architectures": []} } }""");
        Assert.Null(pods[0]["affinity"]);
        Assert.Equal(["podAntiAffinity"], pods[1]["affinity"]!.AsObject().Select(part => part.Key));
    }

    // That of the nodes, and that of the controller.
    private static async Task<IReadOnlyList<JsonObject>> PodsAsync(string values)
    {
        var objects = await Chart.RenderAsync(JsonNode.Parse(values)!.AsObject());
        return [SpecOf("DaemonSet"), SpecOf("Deployment")];

        JsonObject SpecOf(string kind) => PodText.SpecOf(objects.Single(item => (string)item["kind"]! == kind))!;
    }

    private static IEnumerable<string> Terms(JsonObject pod) =>
        pod["affinity"]!["nodeAffinity"]!["requiredDuringSchedulingIgnoredDuringExecution"]!["nodeSelectorTerms"]!.AsArray().Select(term => string.Join(
            ", ",
            term!.AsObject().SelectMany(part => part.Value!.AsArray()).Select(one =>
                string.Join(' ', [(string)one!["key"]!, (string)one["operator"]!, .. (one["values"]?.AsArray() ?? []).Select(value => (string)value!)]))));
}
