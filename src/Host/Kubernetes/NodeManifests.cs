using System.Text.Json;
using FrrK8s.Host.Sources;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// What the API server declares for one node, read by somebody who only wants to know where a line comes from. No Secret is asked for: any password will do,
/// because none is shown.
/// </summary>
/// <param name="File">The Node, its objects, and a Secret with some password for each that they name.</param>
/// <param name="State">What the daemon of the node says.</param>
internal sealed record NodeManifests(ManifestFile File, NodeState State)
{
    private const string SomePassword = "c29tZQ==";

    /// <summary>Reads them.</summary>
    /// <exception cref="ApiException">Something of it is not there, or may not be read.</exception>
    public static async Task<NodeManifests> ReadAsync(
        IApiClient client, string server, string ns, string node, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        var state = NodeStateReader.Read(await client.GetAsync(ApiResources.FrrNodeStates, null, node, cancellationToken));
        var named = ReducedObject.Node(Scan(await client.GetAsync(ApiResources.Nodes, null, node, cancellationToken)));
        var own = new KubernetesScope(server, ns, node, labels).LabelsOf(named);
        var documents = new List<ManifestDocument> { named };
        await foreach (var page in client.PagesAsync(ApiResources.FrrConfigurations, ns, ApiSelector.All, cancellationToken))
        {
            documents.AddRange(page.Items.Where(item => own.Select(item.NodeSelector.Span)).Select(ReducedObject.Configuration));
        }

        documents.AddRange(SecretNames.In(documents).Select(name => Secret(ns, name)));
        return new NodeManifests(new ManifestFile(server, IsReadable: true, documents, []), state);
    }

    private static ApiObject Scan(JsonElement found) => ObjectScan.Read(System.Text.Encoding.UTF8.GetBytes(found.GetRawText()));

    private static ManifestDocument Secret(string ns, string name) => ReducedObject.Secret(Scan(Sessions.JsonBody.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteString("name", name);
        json.WriteString("namespace", ns);
        json.WriteEndObject();
        json.WriteString("type", "kubernetes.io/basic-auth");
        json.WriteStartObject("data");
        json.WriteString("password", SomePassword);
        json.WriteEndObject();
        json.WriteEndObject();
    })));
}
