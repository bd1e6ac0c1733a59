using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.KubeApi;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>Somebody who writes and deletes objects of the API server.</summary>
internal sealed class ClusterObjects(ApiServerUnderTest server) : IAsyncDisposable
{
    private static readonly ApiResource[] Kinds =
    [
        ApiResources.FrrConfigurations, ApiResources.HostConfigurations, ApiResources.FrrNodeStates, ApiResources.BgpSessionStates,
        ApiResources.Nodes, ApiResources.Secrets, ApiResources.Pods,
    ];

    /// <summary>A client of the product, past the gate.</summary>
    public ApiClient Client { get; } =
        new(KubeConfiguration.Load(server.KubeconfigPath, "test"), new ApiClientSettings(), TimeProvider.System);

    /// <summary>Makes the objects of a manifest, or gives them another content.</summary>
    public async Task ApplyAsync(string yaml)
    {
        foreach (var body in YamlJson.Read(yaml).Select(document => document!.AsObject()))
        {
            var metadata = body["metadata"]!.AsObject();
            var resource = Kinds.First(kind => kind.Kind == (string)body["kind"]!);
            var (ns, name) = ((string?)metadata["namespace"], (string)metadata["name"]!);
            if (await TryGetAsync(resource, ns, name) is not { } old)
            {
                await Client.CreateAsync(resource, ns, Element(body), default);
                continue;
            }

            metadata["resourceVersion"] = (old.Child("metadata") ?? default).TextOf("resourceVersion");
            await Client.ReplaceAsync(resource, ns, name, null, Element(body), default);
        }
    }

    /// <summary>An object; null when there is none.</summary>
    public async Task<JsonElement?> TryGetAsync(ApiResource resource, string? ns, string name)
    {
        try
        {
            return await Client.GetAsync(resource, ns, name, default);
        }
        catch (ApiException missing) when (missing.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>Deletes a FRRConfiguration.</summary>
    public Task DeleteAsync(string name) => Client.DeleteAsync(ApiResources.FrrConfigurations, ApiServerUnderTest.Namespace, name, default);

    /// <summary>Deletes what tests write.</summary>
    public async Task DeleteAllAsync()
    {
        foreach (var ns in (string[])[ApiServerUnderTest.Namespace, ClusterLab.OtherNamespace])
        {
            foreach (var resource in (ApiResource[])[ApiResources.FrrConfigurations, ApiResources.HostConfigurations, ApiResources.Secrets])
            {
                foreach (var item in (await Client.ListAsync(resource, ns, ApiSelector.All, default)).Items)
                {
                    await Client.DeleteAsync(resource, ns, item.Child("metadata")!.Value.TextOf("name"), default);
                }
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static JsonElement Element(JsonObject body) => JsonElement.Parse(body.ToJsonString());
}
