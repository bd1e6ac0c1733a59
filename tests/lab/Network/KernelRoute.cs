using System.Text.Json;

namespace FrrK8s.Lab.Network;

/// <summary>One route of a kernel: the prefix with its length, and the gateways in order.</summary>
public sealed record KernelRoute(string Prefix, IReadOnlyList<string> Gateways)
{
    /// <summary>Reads an entry of `ip -j route`, which lists one gateway beside the prefix and several as next hops.</summary>
    internal static KernelRoute Read(JsonElement route)
    {
        var destination = route.GetProperty("dst").GetString() ?? "";
        var gateways = route.TryGetProperty("nexthops", out var hops)
            ? hops.EnumerateArray().Select(Gateway)
            : [Gateway(route)];
        return new KernelRoute(
            destination.Contains('/') ? destination : $"{destination}/{(destination.Contains(':') ? 128 : 32)}",
            [.. gateways.Where(gateway => gateway.Length > 0).Order(StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Prefix} via {string.Join(", ", Gateways)}";

    private static string Gateway(JsonElement hop) =>
        hop.TryGetProperty("gateway", out var gateway) ? gateway.GetString() ?? "" : "";
}
