using System.Collections.Concurrent;
using FrrK8s.Lab;
using Xunit;

namespace FrrK8s.HostTests;

/// <summary>
/// What a neighbor gets while the node goes from one configuration to the next, each route that comes or goes: never a prefix that neither of them allows, and
/// never without one that both allow.
/// </summary>
public sealed class LabTransitTests
{
    private const string Session = "172.30.0.3";
    private const int Prefixes = 12;
    private const int Steps = 10;

    [LabFact]
    public async Task Nothing_leaks_and_nothing_is_missed_on_the_way_from_one_configuration_to_another()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var states = Enumerable.Range(0, Steps).Select(_ => Policy.Draw(random)).ToList();
        await using var lab = await LabFixture.StartAsync();
        var events = new ConcurrentQueue<(bool IsGone, string Prefix)>();
        await using var monitor = lab.Lab.RouterOf(LabLink.To(Session)).Place.Start("ip monitor", "ip", ["monitor", "route"], line => Note(line, events));
        var before = Policy.None;
        foreach (var (now, step) in states.Select((state, step) => (state, step)))
        {
            await lab.WriteAsync("transit.yaml", now.Manifest);
            await lab.ExpectToldAsync(Session, [.. now.Told]);
            while (events.TryDequeue(out var route))
            {
                var isRight = route.IsGone
                    ? !(before.Told.Contains(route.Prefix) && now.Told.Contains(route.Prefix))
                    : before.Told.Contains(route.Prefix) || now.Told.Contains(route.Prefix);
                Assert.True(
                    isRight,
                    $"step {step} of seed {seed}: {route.Prefix} {(route.IsGone ? "was withdrawn, which both allow" : "was told, which neither allows")}\n"
                    + $"before:\n{before.Manifest}\nnow:\n{now.Manifest}");
            }

            before = now;
        }

        Assert.Equal(1, await lab.TimesEstablishedAsync(Session));
    }

    private static void Note(string line, ConcurrentQueue<(bool IsGone, string Prefix)> events)
    {
        if (line.Contains("proto bgp", StringComparison.Ordinal))
        {
            var words = line.Split(' ');
            events.Enqueue((words[0] == "Deleted", words[words[0] == "Deleted" ? 1 : 0]));
        }
    }

    /// <summary>What the node has and what of it the neighbor may be told.</summary>
    private sealed record Policy(IReadOnlySet<string> Told, string Manifest)
    {
        public static readonly Policy None = new(new HashSet<string>(StringComparer.Ordinal), "");

        public static Policy Draw(Random random)
        {
            var all = Enumerable.Range(0, Prefixes).Select(number => $"10.77.{number}.0/24").ToList();
            var has = all.Where(_ => random.Next(4) > 0).DefaultIfEmpty(all[0]).ToList();
            var isAll = random.Next(4) == 0;
            var told = isAll ? has : [.. has.Where(_ => random.Next(2) == 0)];
            var tagged = told.Where(_ => random.Next(3) == 0).ToList();
            var allowed = isAll ? "{mode: all}" : $"{{mode: filtered, prefixes: [{string.Join(", ", told)}]}}";
            var communities = tagged.Count == 0
                ? ""
                : $", withCommunity: [{{community: '64512:{random.Next(1, 4)}', prefixes: [{string.Join(", ", tagged)}]}}]";
            return new Policy(told.ToHashSet(StringComparer.Ordinal), $$$"""
                apiVersion: frrk8s.metallb.io/v1beta1
                kind: FRRConfiguration
                metadata: {name: transit, namespace: frr-k8s-system}
                spec:
                  bgp:
                    routers:
                      - asn: 64512
                        prefixes: [{{{string.Join(", ", has)}}}]
                        neighbors:
                          - {address: {{{Session}}}, asn: 64512, port: 180, toAdvertise: {allowed: {{{allowed}}}{{{communities}}}}}

                """);
        }
    }
}
