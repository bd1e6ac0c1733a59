using System.Text.Json;
using FrrK8s.Lab.Processes;

namespace FrrK8s.Lab.Network;

/// <summary>A network namespace of this process. Disposing removes it, and with it its devices, addresses and routes.</summary>
public sealed class NetworkNamespace : IAsyncDisposable
{
    private NetworkNamespace(string name) => Name = name;

    /// <summary>As `ip netns` lists it.</summary>
    public string Name { get; }

    /// <summary>Makes a namespace with its loopback device up.</summary>
    public static async Task<NetworkNamespace> CreateAsync(string name, CancellationToken cancellationToken)
    {
        Owned.AddNamespace(name);
        await Command.RunAsync("ip", ["netns", "add", name], cancellationToken: cancellationToken);
        var made = new NetworkNamespace(name);
        await made.BatchAsync(["link set lo up"], cancellationToken);
        return made;
    }

    /// <summary>Joins two namespaces with a pair of devices, and takes both up.</summary>
    public static async Task ConnectAsync(
        (NetworkNamespace Place, string Device) left, (NetworkNamespace Place, string Device) right, CancellationToken cancellationToken)
    {
        await Command.RunAsync(
            "ip",
            ["link", "add", "name", left.Device, "netns", left.Place.Name, "type", "veth", "peer", "name", right.Device, "netns", right.Place.Name],
            cancellationToken: cancellationToken);
        await left.Place.SetLinkAsync(left.Device, up: true, cancellationToken);
        await right.Place.SetLinkAsync(right.Device, up: true, cancellationToken);
    }

    /// <summary>Adds addresses, written with their prefix length. They can be used at once: nobody else can have them.</summary>
    public Task AddAddressesAsync(string device, IEnumerable<string> addresses, CancellationToken cancellationToken) =>
        BatchAsync(addresses.Select(address => $"address add {address} dev {device}{(address.Contains(':') ? " nodad" : "")}"), cancellationToken);

    /// <summary>Takes a device away, and with it the other one of its pair.</summary>
    public Task DeleteLinkAsync(string device, CancellationToken cancellationToken) => BatchAsync([$"link delete {device}"], cancellationToken);

    /// <summary>Takes a device up or down.</summary>
    public Task SetLinkAsync(string device, bool up, CancellationToken cancellationToken) =>
        BatchAsync([$"link set {device} {(up ? "up" : "down")}"], cancellationToken);

    /// <summary>The IPv4 routes that BGP put into this namespace's kernel, ordered by prefix.</summary>
    public Task<IReadOnlyList<KernelRoute>> BgpRoutesAsync(CancellationToken cancellationToken) => BgpRoutesAsync("-4", cancellationToken);

    /// <summary>The IPv6 routes that BGP put into this namespace's kernel, ordered by prefix.</summary>
    public Task<IReadOnlyList<KernelRoute>> BgpRoutes6Async(CancellationToken cancellationToken) => BgpRoutesAsync("-6", cancellationToken);

    /// <summary>Starts a program inside; it ends with its owner.</summary>
    public ChildProcess Start(string name, string program, IEnumerable<string> arguments, Action<string>? onLine = null) =>
        ChildProcess.Start(name, "ip", ["netns", "exec", Name, program, .. arguments], onLine);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Command.TryAsync("ip", ["netns", "delete", Name]);
        Owned.RemoveNamespace(Name);
    }

    private async Task<IReadOnlyList<KernelRoute>> BgpRoutesAsync(string family, CancellationToken cancellationToken)
    {
        var output = await Command.RunAsync("ip", ["-j", family, "-n", Name, "route", "show", "proto", "bgp"], cancellationToken: cancellationToken);
        using var document = JsonDocument.Parse(output.Trim().Length == 0 ? "[]" : output);
        return [.. document.RootElement.EnumerateArray().Select(KernelRoute.Read).OrderBy(route => route.Prefix, StringComparer.Ordinal)];
    }

    private Task<string> BatchAsync(IEnumerable<string> lines, CancellationToken cancellationToken) =>
        Command.RunAsync("ip", ["-n", Name, "-batch", "-"], string.Join('\n', lines) + "\n", cancellationToken);
}
