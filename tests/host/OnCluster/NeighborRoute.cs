using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Lab;

namespace FrrK8s.HostTests.OnCluster;

/// <summary>What a router has with a route of the node: communities, large communities, local preference.</summary>
internal sealed record NeighborRoute(string Communities, string LargeCommunities, long LocalPreference)
{
    /// <summary>The route as a router has it; null when it has none.</summary>
    public static async Task<NeighborRoute?> ReadAsync(LabRouter router, string prefix)
    {
        var family = prefix.Contains(':', StringComparison.Ordinal) ? "ipv6" : "ipv4";
        var answer = await ClusterLab.BgpAsync(router.Frr, $"show bgp {family} unicast {prefix} json");
        var path = answer.Child("paths").Items().FirstOrDefault();
        return path.ValueKind == JsonValueKind.Object
            ? new NeighborRoute(Text(path, "community"), Text(path, "largeCommunity"), path.NumberOf("locPrf"))
            : null;
    }

    /// <summary>All three, with bars between.</summary>
    public override string ToString() => $"{Communities} | {LargeCommunities} | {LocalPreference}";

    private static string Text(JsonElement path, string field) => path.Child(field)?.TextOf("string") ?? "";
}
