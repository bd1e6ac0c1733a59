using System.Net;
using System.Text.Json;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// FRR refuses its own address as a neighbor: one that zebra knows on an interface of the router's VRF, if bgpd listens on it. Both are asked, since
/// they may live in another network namespace than this program.
/// </summary>
internal sealed class OwnAddresses(VtyClient vty)
{
    /// <summary>FRR's words, of 8.4 as of 10.3.</summary>
    private const string Words = "% Can not configure the local system as neighbor";

    /// <summary>The lines that name an own address; none where FRR cannot be asked.</summary>
    public async Task<IReadOnlyList<RefusedLine>> AmongNeighborsAsync(
        Document wanted, Document? running, CancellationToken cancellationToken)
    {
        // The check is made when a neighbor is made; an address that comes to the node later changes nothing.
        var known = running is null ? [] : NeighborLine.Of(running).Select(line => line.Key).ToHashSet();
        var fresh = NeighborLine.Of(wanted).Where(line => !known.Contains(line.Key)).ToList();
        if (fresh.Count == 0)
        {
            return [];
        }

        try
        {
            var own = Addresses(await vty.AskAsync("zebra", "show interface vrf all json", cancellationToken));
            var listeners = Listeners(await vty.AskAsync("bgpd", "show bgp listeners", cancellationToken));
            return
            [
                .. fresh.Where(line => own.Contains(line.Key) && listeners.Any(listener => IsFor(listener, line.Address)))
                    .Select(line => new RefusedLine(line.Number, line.Text, Words)),
            ];
        }
        catch (Exception problem) when (problem is VtyException or JsonException)
        {
            return [];
        }
    }

    private static bool IsFor(IPAddress listener, IPAddress address) =>
        listener.AddressFamily == address.AddressFamily
        && (listener.Equals(address) || listener.Equals(IPAddress.Any) || listener.Equals(IPAddress.IPv6Any));

    private static HashSet<(string Vrf, IPAddress Address)> Addresses(string answer)
    {
        var own = new HashSet<(string, IPAddress)>();
        using var interfaces = JsonDocument.Parse(answer);
        foreach (var one in interfaces.RootElement.EnumerateObject().Select(property => property.Value))
        {
            if (!one.TryGetProperty("vrfName", out var vrf) || !one.TryGetProperty("ipAddresses", out var addresses))
            {
                continue;
            }

            foreach (var address in addresses.EnumerateArray())
            {
                if (IPAddress.TryParse(address.GetProperty("address").GetString()!.Split('/')[0], out var parsed))
                {
                    own.Add((vrf.GetString()!, parsed));
                }
            }
        }

        return own;
    }

    // A table: VRF, file descriptor, address.
    private static List<IPAddress> Listeners(string answer) =>
    [
        .. answer.Split('\n')
            .Select(line => IPAddress.TryParse(line.TrimEnd().Split(' ')[^1], out var address) ? address : null)
            .OfType<IPAddress>(),
    ];
}
