using System.Net;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>A statement that makes a neighbor with an address.</summary>
/// <param name="Vrf">That of its router; <c>default</c> when the router names none.</param>
/// <param name="Number">The line, counted from 1.</param>
internal sealed record NeighborLine(string Vrf, IPAddress Address, int Number, string Text)
{
    /// <summary>The neighbor.</summary>
    public (string Vrf, IPAddress Address) Key => (Vrf, Address);

    /// <summary>Those of a configuration, in order.</summary>
    public static IEnumerable<NeighborLine> Of(Document document)
    {
        var start = 1;
        foreach (var node in document.Children)
        {
            if (node is BlockNode { Context: ContextKind.RouterBgp } router)
            {
                var number = start + 1;
                foreach (var child in router.Children)
                {
                    if (child is LineNode { Kind: LineKind.Statement } line && AddressIn(line.Line.Text) is { } address)
                    {
                        yield return new NeighborLine(VrfOf(router.Header.Text), address, number, line.Line.Text.TrimEnd());
                    }

                    number += child.LineCount;
                }
            }

            start += node.LineCount;
        }
    }

    private static IPAddress? AddressIn(string statement) =>
        statement.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["neighbor", var name, "remote-as" or "peer-group", ..]
        && IPAddress.TryParse(name, out var address)
            ? address
            : null;

    private static string VrfOf(string header) =>
        header.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["router", "bgp", .., "vrf", var name] ? name : "default";
}
