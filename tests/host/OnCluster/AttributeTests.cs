namespace FrrK8s.HostTests.OnCluster;

/// <summary>Communities and local preferences of some prefixes, as neighbors have them.</summary>
public sealed class AttributeTests(ClusterStage stage) : ClusterTests(stage)
{
    [LabFact]
    public async Task IPv6_prefixes_carry_what_they_are_to()
    {
        const string one = "2001:db8:1::/64";
        const string other = "2001:db8:2::/64";
        var tor = await OwnLink.JoinAsync(Lab, Lab.Lab.Tor);
        await tor.AwaitAsync(OwnLink.Node6);
        const string communities = $"withCommunity: [{{community: '64512:100', prefixes: ['{one}', '{other}']}}, {{community: 'large:64512:4200000000:2', prefixes: ['{one}']}}]";
        const string preferences = $"withLocalPref: [{{localPref: 4294967295, prefixes: ['{one}']}}, {{localPref: 0, prefixes: ['{other}']}}]";
        await Lab.Objects.ApplyAsync(Object(
            "a", $"prefixes: ['{one}', '{other}'], neighbors: [{tor.At(OwnLink.Neighbor6, Advertise($"'{one}', '{other}'", $", {communities}, {preferences}"))}]"));
        await UntilHasAsync(Lab.Lab.Tor, one, "64512:100 | 64512:4200000000:2 | 4294967295");
        await UntilHasAsync(Lab.Lab.Tor, other, "64512:100 |  | 0");
    }

    [LabFact]
    public async Task A_neighbor_gets_the_communities_that_are_for_it_and_none_of_another_one()
    {
        const string prefix = "10.1.0.0/24";
        await Lab.Objects.ApplyAsync(Object(
            "a", $"prefixes: [{prefix}], neighbors: [{Neighbor(Tor, With("64512:1"))}, {Neighbor(Edge, With("large:64512:0:2"))}]"));
        await UntilHasAsync(Lab.Lab.Tor, prefix, "64512:1 |  | 100");

        // Nobody tells another AS of a preference.
        await UntilHasAsync(Lab.Lab.Edge, prefix, " | 64512:0:2 | 0");

        static string With(string community) => Advertise(prefix, $", withCommunity: [{{community: '{community}', prefixes: [{prefix}]}}]");
    }

    private Task UntilHasAsync(FrrK8s.Lab.LabRouter router, string prefix, string expected) => Lab.UntilAsync(async _ =>
        await NeighborRoute.ReadAsync(router, prefix) is var found && found?.ToString() == expected ? null : $"{prefix}: `{expected}` expected, `{found}` found");
}
