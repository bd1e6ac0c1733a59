using System.Net;
using System.Text.Json.Nodes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Deploy;

/// <summary>An API server that is asked what it would do with objects, and knows the kinds of the Prometheus operator too.</summary>
internal sealed class StrictServer : IAsyncDisposable
{
    private readonly Dictionary<string, JsonArray> _kinds = new(StringComparer.Ordinal);

    private StrictServer(ApiServerUnderTest server) => Server = server;

    public ApiServerUnderTest Server { get; }

    /// <summary>Starts it with the namespaces that manifests are for.</summary>
    public static async Task<StrictServer> StartAsync() => await Started.WithAsync(new StrictServer(await ApiServerUnderTest.StartAsync()), async strict =>
    {
        await strict.Server.CreateAsync("/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: metallb-system}}");
        await OperatorKinds.AddToAsync(strict.Server);
    });

    /// <summary>What the server has against an object; null when it would take it.</summary>
    public async Task<string?> RefusalAsync(JsonObject item)
    {
        var (code, body) = await ApplyAsync(item, "&dryRun=All");
        return code is HttpStatusCode.OK or HttpStatusCode.Created ? null : $"{Chart.NameOf(item)}: {(string?)body["message"]}";
    }

    /// <summary>Gives an object to the server, or has it say what it would do.</summary>
    public async Task<(HttpStatusCode Code, JsonObject Body)> ApplyAsync(JsonObject item, string more = "")
    {
        var metadata = item["metadata"]!;
        var (group, kind) = ((string)item["apiVersion"]!, (string)item["kind"]!);
        var root = group.Contains('/', StringComparison.Ordinal) ? $"/apis/{group}" : $"/api/{group}";
        var resource = (await KindsAsync(root)).FirstOrDefault(one => (string?)one!["kind"] == kind && !((string)one["name"]!).Contains('/', StringComparison.Ordinal));
        Assert.True(resource is not null, $"the server does not know {group} {kind}");
        var ns = (string?)metadata["namespace"];
        Assert.True((bool)resource["namespaced"]! == ns is not null, $"{Chart.NameOf(item)}: a namespace where there is none, or none where there is one");
        var place = ns is null ? root : $"{root}/namespaces/{ns}";
        return await Server.SendAsync(
            HttpMethod.Patch,
            $"{place}/{resource["name"]}/{metadata["name"]}?fieldManager=test&force=true&fieldValidation=Strict{more}",
            item.ToJsonString(),
            "application/apply-patch+yaml");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task<JsonArray> KindsAsync(string root)
    {
        if (!_kinds.TryGetValue(root, out var kinds))
        {
            var (code, body) = await Server.SendAsync(HttpMethod.Get, root);
            _kinds[root] = kinds = code == HttpStatusCode.OK ? body["resources"]!.AsArray() : [];
        }

        return kinds;
    }
}
