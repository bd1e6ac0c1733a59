using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>
/// <c>bgp default ipv4-unicast</c> and its like: a neighbor is active in such a family from the moment that it exists. What
/// counts is what the router says above the line that makes the neighbor (D-34).
/// </summary>
internal sealed class DefaultFamilies
{
    private const string Statement = "bgp default ";

    private static readonly string[] Families =
    [
        "ipv4-unicast", "ipv4-multicast", "ipv4-vpn", "ipv4-labeled-unicast", "ipv4-flowspec", "ipv6-unicast", "ipv6-multicast",
        "ipv6-vpn", "ipv6-labeled-unicast", "ipv6-flowspec", "l2vpn-evpn",
    ];

    private readonly Dictionary<string, List<(int Line, string Family, bool IsOn)>> _routers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _firstNeighbors = new(StringComparer.Ordinal);

    /// <summary>Takes notice of a statement, if it is of that kind.</summary>
    public void Note(SourceLine line)
    {
        var text = line.Text.AsSpan();
        var isOn = !text.StartsWith("no ");
        text = isOn ? text : text[3..];
        if (line.Path.Kind != ContextKind.RouterBgp || !text.StartsWith(Statement))
        {
            if (line.Path.Kind == ContextKind.RouterBgp && text.StartsWith("neighbor "))
            {
                _firstNeighbors.TryAdd(line.Path.Identity, line.Line);
            }

            return;
        }

        var family = text[Statement.Length..].ToString();
        if (Families.Contains(family, StringComparer.Ordinal))
        {
            if (!_routers.TryGetValue(line.Path.Identity, out var notes))
            {
                _routers.Add(line.Path.Identity, notes = []);
            }

            notes.Add((line.Line, family, isOn));
        }
    }

    /// <summary>The families, as the headers of their blocks name them, that a neighbor made on a line is active in.</summary>
    public IEnumerable<string> At(ContextPath router, int line)
    {
        var active = new SortedSet<string>(StringComparer.Ordinal) { "ipv4-unicast" };
        foreach (var note in _routers.GetValueOrDefault(router.Identity) ?? [])
        {
            _ = note.Line < line && (note.IsOn ? active.Add(note.Family) : active.Remove(note.Family));
        }

        // `ipv4-labeled-unicast` is `address-family ipv4 labeled-unicast`.
        return active.Select(family => $"address-family {family[..family.IndexOf('-', StringComparison.Ordinal)]} {family[(family.IndexOf('-', StringComparison.Ordinal) + 1)..]}");
    }

    /// <summary>True when equal statements about a neighbor of this router mean the same in both documents.</summary>
    public bool Agrees(DefaultFamilies other, string router) =>
        _routers.ContainsKey(router) == other._routers.ContainsKey(router) && IsPlain(router) && other.IsPlain(router);

    // Nothing, or one statement above all neighbors, is how it is written and how FRR prints it; anything else is worth reading.
    private bool IsPlain(string router) =>
        !_routers.TryGetValue(router, out var notes)
        || (notes is [{ Family: "ipv4-unicast", IsOn: false }] && notes[0].Line < _firstNeighbors.GetValueOrDefault(router, int.MaxValue));
}
