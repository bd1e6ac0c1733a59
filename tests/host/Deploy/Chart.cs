using System.Text.Json.Nodes;
using FrrK8s.HostTests.Support;
using FrrK8s.KubeApi;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.Deploy;

/// <summary>The chart, rendered by helm.</summary>
internal static class Chart
{
    /// <summary>Where its objects go unless a test says otherwise.</summary>
    public const string Namespace = FrrK8s.HostTests.KubeApi.ApiServerUnderTest.Namespace;

    /// <summary>The chart.</summary>
    public static string Folder => Repository.PathOf("deploy/helm/frr-k8s");

    /// <summary>Its values as they are without anybody's.</summary>
    public static JsonObject Defaults { get; } = YamlJson.Read(File.ReadAllText(Path.Combine(Folder, "values.yaml")))[0]!.AsObject();

    /// <summary>What values may be.</summary>
    public static JsonObject Schema { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "values.schema.json")))!.AsObject();

    /// <summary>The objects that it makes of values.</summary>
    public static async Task<IReadOnlyList<JsonObject>> RenderAsync(JsonObject? values = null, string release = "frr-k8s", string ns = Namespace, string kubeVersion = "1.32.0")
    {
        var (code, output, error) = await TryAsync(values ?? [], release, ns, kubeVersion);
        Assert.True(code == 0, error);
        return Objects(output);
    }

    /// <summary>The objects of a text.</summary>
    public static IReadOnlyList<JsonObject> Objects(string yaml) => [.. YamlJson.Read(yaml).OfType<JsonObject>()];

    /// <summary>Renders it, or says why not.</summary>
    public static async Task<(int Code, string Out, string Error)> TryAsync(
        JsonObject values, string release = "frr-k8s", string ns = Namespace, string kubeVersion = "1.32.0")
    {
        using var folder = new TempFolder();
        var result = await RunAsync(
            ["template", release, Folder, "--namespace", ns, "--kube-version", kubeVersion, "--values", folder.Write("values.json", values.ToJsonString())]);
        return (result.ExitCode, result.Output, result.Error);
    }

    /// <summary>Runs helm.</summary>
    public static Task<CommandResult> RunAsync(IReadOnlyList<string> arguments) => Command.TryAsync(Tools.Helm!, arguments);

    /// <summary>What messages call an object.</summary>
    public static string NameOf(JsonObject item) => $"{item["kind"]} {item["metadata"]?["namespace"]}/{item["metadata"]?["name"]}";
}
