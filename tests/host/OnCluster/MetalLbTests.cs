using FrrK8s.HostTests.KubeApi;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>
/// Objects as MetalLB writes them: one for each node, chosen by its host name, in which a prefix for each service stands in the router and in the lists
/// of each neighbor, beside an object of a user that only learns from the same neighbor.
/// </summary>
public sealed class MetalLbTests(ClusterStage stage) : ClusterTests(stage)
{
    private const int Services = 500;

    private static readonly string[] Learned = ["192.169.1.0/24", "192.169.1.64/26", "198.51.100.0/24"];

    [LabFact]
    public async Task Services_come_and_go_and_the_neighbors_have_just_what_there_is()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await Lab.Objects.ApplyAsync(Object("learns", $"neighbors: [{{address: {Tor}, asn: 64512, port: 180, {ReceiveAll}}}]"));
        // Another node's: it selects nothing here.
        await Lab.Objects.ApplyAsync(MetalLb("other-node", [Service.At(9999)]));
        var kept = Enumerable.Range(0, 20).Select(Service.At).ToList();
        await Lab.Objects.ApplyAsync(MetalLb(ClusterLab.Node, kept));
        await Lab.UntilToldAsync(Tor, [.. kept.Select(service => service.Prefix)]);
        await Lab.UntilLearnedAsync(Tor, Learned);
        await Lab.UntilUpAsync(Edge);

        // The whole object is written anew for each handful of services, faster than anybody can apply it.
        await using var atTor = WatchedRoutes.Of(Lab.Lab.Tor);
        await using var atEdge = WatchedRoutes.Of(Lab.Lab.Edge);
        await using var atNode = WatchedRoutes.OfNode(Lab.Lab);
        var now = kept;
        foreach (var size in (int[])[60, 200, 201, 350, 500, 480, 499, 250, 120, 300, 500, 400, 130])
        {
            now = [.. kept, .. Draw(random, size - kept.Count)];
            await Lab.Objects.ApplyAsync(MetalLb(ClusterLab.Node, now));
        }

        await Lab.UntilToldAsync(Tor, [.. now.Select(service => service.Prefix)]);
        foreach (var service in now)
        {
            var route = await NeighborRoute.ReadAsync(Lab.Lab.Tor, service.Prefix);
            Assert.True(route?.ToString() == service.Expected, $"seed {seed}: {service.Prefix} has `{route}`, `{service.Expected}` expected");
        }

        await Lab.UntilAsync(async token =>
        {
            var routes = await Lab.Lab.Edge.Frr.Bgp.LearnedFromAsync(NodeAtEdge, token);
            return routes.SequenceEqual(now.Select(service => service.Prefix).Order(StringComparer.Ordinal)) ? null : $"Edge has {routes.Count} routes, not {now.Count}";
        });
        await Lab.UntilLearnedAsync(Tor, Learned);

        // Each withdrawal was that of a service that went at some time.
        var stayed = kept.Select(service => service.Prefix).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(atTor.Withdrawn.Concat(atEdge.Withdrawn), prefix => stayed.Contains(prefix) || stayed.Contains($"{prefix}/32"));
        Assert.Empty(atNode.Withdrawn);

        // A withdrawal of one of them would have been seen.
        await Lab.Objects.ApplyAsync(MetalLb(ClusterLab.Node, kept[1..]));
        await Lab.UntilToldAsync(Tor, [.. kept[1..].Select(service => service.Prefix)]);
        await Lab.UntilAsync(_ => Task.FromResult(atTor.Withdrawn.Any(prefix => stayed.Contains(prefix) || stayed.Contains($"{prefix}/32")) ? null : "no withdrawal seen"));
        Assert.Equal((1, 1), ((await Lab.SessionAsync(Tor))?.Established, (await Lab.SessionAsync(Edge))?.Established));
    }

    private static IEnumerable<Service> Draw(Random random, int count)
    {
        var numbers = Enumerable.Range(20, Services - 20).ToArray();
        random.Shuffle(numbers);
        return numbers.Take(count).Select(Service.At);
    }

    // As MetalLB does it: prefixes in the order of their addresses, one list for each community and each preference.
    private static string MetalLb(string node, IReadOnlyCollection<Service> services)
    {
        var ordered = services.OrderBy(service => service.Number).ToList();
        var prefixes = string.Join(", ", ordered.Select(service => service.Prefix));
        var communities = ordered
            .SelectMany(service => service.Communities.Select(community => (community, service.Prefix)))
            .GroupBy(pair => pair.community, pair => pair.Prefix)
            .Select(group => $"{{community: '{group.Key}', prefixes: [{string.Join(", ", group)}]}}");
        var preferences = ordered.Where(service => service.Preference is not null).GroupBy(service => service.Preference, service => service.Prefix)
            .Select(group => $"{{localPref: {group.Key}, prefixes: [{string.Join(", ", group)}]}}");
        var tor = $"allowed: {{mode: filtered, prefixes: [{prefixes}]}}, withCommunity: [{string.Join(", ", communities)}], withLocalPref: [{string.Join(", ", preferences)}]";
        var edge = $"allowed: {{mode: filtered, prefixes: [{prefixes}]}}";
        const string timers = "holdTime: 1m30s, keepaliveTime: 30s";
        return $$"""
            apiVersion: frrk8s.metallb.io/v1beta1
            kind: FRRConfiguration
            metadata: {name: metallb-{{node}}, namespace: {{ApiServerUnderTest.Namespace}} }
            spec:
              nodeSelector: {matchLabels: {kubernetes.io/hostname: {{node}} } }
              raw: {}
              bgp:
                bfdProfiles: []
                routers:
                - asn: 64512
                  prefixes: [{{prefixes}}]
                  neighbors:
                  - {address: {{Tor}}, asn: 64512, port: 180, connectTime: 1s, {{timers}}, toAdvertise: { {{tor}} }, toReceive: {allowed: {mode: filtered} } }
                  - {address: {{Edge}}, asn: 4200000000, port: 180, connectTime: 1s, {{timers}}, toAdvertise: { {{edge}} }, toReceive: {allowed: {mode: filtered} } }
            """;
    }

    /// <summary>A service with one address; its number says what is to be with its route.</summary>
    private sealed record Service(int Number, string Prefix)
    {
        public string[] Communities => [.. new[] { (2, "64512:2"), (3, "64512:3") }.Where(one => Number % one.Item1 == 0).Select(one => one.Item2)];

        public int? Preference => Number % 5 == 0 ? 150 : null;

        public string Expected => $"{string.Join(' ', Communities)} |  | {Preference ?? 100}";

        public static Service At(int number) => new(number, $"10.100.{number / 256}.{number % 256}/32");
    }
}
