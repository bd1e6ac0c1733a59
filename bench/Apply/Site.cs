using System.Text;
using FrrK8s.Host.Sources;
using FrrK8s.Lab;

namespace FrrK8s.Bench.Apply;

/// <summary>What a node is to tell: prefixes to some neighbors of the laboratory, as a manifest and as FRR's text.</summary>
/// <param name="Neighbors">By their addresses.</param>
/// <param name="Prefixes">Told to all neighbors, or, when <paramref name="IsSplit"/>, each to one of them in turn.</param>
/// <param name="ToAll">Told to all neighbors in any case.</param>
internal sealed record Site(IReadOnlyList<string> Neighbors, IReadOnlyList<string> Prefixes, bool IsSplit, IReadOnlyList<string> ToAll)
{
    private const int NodeAsn = 64512;

    // tor.conf and edge.conf wait for the node on this port at these addresses; they dial all others.
    private static readonly string[] OnPort180 = ["172.30.0.3", "172.18.0.11"];

    /// <summary>Told to nobody.</summary>
    public IReadOnlyList<string> Untold { get; init; } = [];

    /// <summary>Told to somebody.</summary>
    public IEnumerable<string> Told => Prefixes.Concat(ToAll);

    /// <summary>So many networks from 20.0.0.0 on.</summary>
    public static IReadOnlyList<string> Networks(int count, int first = 20) =>
        [.. Enumerable.Range(0, count).Select(number => $"{first}.{number >> 8}.{number & 255}.0/24")];

    /// <summary>The same with one prefix more.</summary>
    public Site With(string prefix) => this with { ToAll = [.. ToAll, prefix] };

    public string Manifest(string name)
    {
        var text = new StringBuilder(
            $$"""
            apiVersion: frrk8s.metallb.io/v1beta1
            kind: FRRConfiguration
            metadata: { name: {{name}}, namespace: frr-k8s-system }
            spec:
              bgp:
                routers:
                - asn: {{NodeAsn}}
                  prefixes:{{Items(Told.Concat(Untold))}}
                  neighbors:

            """);
        foreach (var (neighbor, index) in Neighbors.Select((neighbor, index) => (neighbor, index)))
        {
            var told = Prefixes.Where((_, number) => !IsSplit || number % Neighbors.Count == index).Concat(ToAll);
            text.Append($"      - address: {neighbor}\n        asn: {AsnOf(neighbor)}\n");
            text.Append(OnPort180.Contains(neighbor) ? "        port: 180\n" : "");
            text.Append($"        toAdvertise: {{ allowed: {{ prefixes: [{string.Join(", ", told)}] }} }}\n");
        }

        return text.ToString();
    }

    /// <summary>What the daemon makes of the manifest.</summary>
    public string Text() => OurWay.Convert([ManifestReader.Read("site.yaml", Manifest("site"))]).Reveal();

    private static uint AsnOf(string neighbor) => LabLink.To(neighbor).Router == LabRouter.EdgeName ? 4200000000 : NodeAsn;

    private static string Items(IEnumerable<string> prefixes) => string.Concat(prefixes.Select(prefix => $"\n      - {prefix}"));
}
