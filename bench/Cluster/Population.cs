using System.Text.Json.Nodes;
using FrrK8s.KubeApi;
using FrrK8s.KubeApi.Resources;
using FrrK8s.Lab;

namespace FrrK8s.Bench.Cluster;

/// <summary>
/// A large cluster: for each node what MetalLB's frr-k8s mode writes for it, and an object of the users that learns routes of the same neighbors. Two of
/// the objects are for the laboratory's node; they name its neighbors.
/// </summary>
internal static class Population
{
    public const string Namespace = "frr-k8s-system";

    public const int Nodes = 3_000;

    public const int Objects = 2 * Nodes;

    /// <summary>The object that the measurements change.</summary>
    public const string Changed = "fabric-" + LabDaemon.NodeName;

    /// <summary>Both objects of the laboratory's node.</summary>
    public static readonly IReadOnlyList<string> Own = [Services(LabDaemon.NodeName), Changed];

    /// <summary>The node's neighbors, which wait for it.</summary>
    public static readonly IReadOnlyList<string> Neighbors = ["172.30.0.3", "172.18.0.11"];

    private const int ServicesPerNode = 20;

    private static readonly ResourceKind Configurations = new("frrk8s.metallb.io", "v1beta1", "frrconfigurations", "FRRConfiguration", true);

    /// <summary>The name of one of the nodes that are not the laboratory's.</summary>
    public static string Other(int number) => $"worker-{number:D4}";

    /// <summary>The name of what MetalLB writes for a node.</summary>
    public static string Services(string node) => $"metallb-{node}";

    /// <summary>Puts all of it into a server.</summary>
    public static void Fill(KubeApiServer server)
    {
        string[] names = [LabDaemon.NodeName, .. Enumerable.Range(1, Nodes - 1).Select(Other)];
        foreach (var (name, number) in names.Select((name, number) => (name, number)))
        {
            server.Put(BuiltInKinds.Nodes, null, Parse(Node(name)));
            server.Put(Configurations, Namespace, Parse(ServicesOf(name, number)));
            server.Put(Configurations, Namespace, Parse(Fabric(name, [])));
        }
    }

    /// <summary>The users' object of a node, which tells some prefixes too.</summary>
    public static string Fabric(string node, IReadOnlyList<string> prefixes) => Configuration(
        $"fabric-{node}",
        node,
        prefixes,
        $$"""
        "toReceive": { "allowed": { "mode": "filtered", "prefixes": [{ "prefix": "10.128.0.0/9", "le": 24 }, { "prefix": "0.0.0.0/0" }] } },
        "toAdvertise": { "allowed": { "prefixes": [{{List(prefixes)}}] } }
        """);

    /// <summary>The n-th /32 of a service of a node.</summary>
    public static string Service(int node, int number) => $"10.{64 + (node >> 8)}.{node & 255}.{number}/32";

    private static string ServicesOf(string node, int number)
    {
        string[] prefixes = [.. Enumerable.Range(0, ServicesPerNode).Select(service => Service(number, service))];
        var marked = List(prefixes[..(ServicesPerNode / 2)]);
        return Configuration(
            Services(node),
            node,
            prefixes,
            $$"""
            "toAdvertise": {
              "allowed": { "prefixes": [{{List(prefixes)}}] },
              "withLocalPref": [{ "localPref": 100, "prefixes": [{{marked}}] }],
              "withCommunity": [{ "community": "64512:100", "prefixes": [{{marked}}] }]
            }
            """);
    }

    private static string Configuration(string name, string node, IReadOnlyList<string> prefixes, string exchange)
    {
        var neighbors = Neighbors.Zip([64512U, 4200000000U]).Select(neighbor =>
            $$"""{ "address": "{{neighbor.First}}", "asn": {{neighbor.Second}}, "port": 180, {{exchange}} }""");
        return $$"""
            {
              "apiVersion": "frrk8s.metallb.io/v1beta1",
              "kind": "FRRConfiguration",
              "metadata": { "name": "{{name}}", "namespace": "{{Namespace}}" },
              "spec": {
                "nodeSelector": { "matchLabels": { "kubernetes.io/hostname": "{{node}}" } },
                "bgp": { "routers": [{ "asn": 64512, "prefixes": [{{List(prefixes)}}], "neighbors": [{{string.Join(", ", neighbors)}}] }] }
              }
            }
            """;
    }

    private static string Node(string name) =>
        $$"""
        {
          "apiVersion": "v1",
          "kind": "Node",
          "metadata": { "name": "{{name}}", "labels": { "kubernetes.io/arch": "amd64", "kubernetes.io/hostname": "{{name}}", "kubernetes.io/os": "linux" } }
        }
        """;

    private static string List(IEnumerable<string> prefixes) => string.Join(", ", prefixes.Select(prefix => $"\"{prefix}\""));

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
