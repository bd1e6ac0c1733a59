namespace FrrK8s.HostTests.Documents;

/// <summary>The overview of the rules in `spec/merge.md`: which rule merges which field.</summary>
internal sealed class MergeRuleIndex
{
    private const string Chapter = "spec/merge.md";

    // The records of the rules, and where the API has them; the longest path first.
    private static readonly (string Path, string Record)[] Records =
    [
        ("spec.bgp.routers[].evpn.l2vnis[]", "VNI"),
        ("spec.bgp.routers[].evpn.l3vni", "L3 VNI"),
        ("spec.bgp.routers[].evpn", "EVPN"),
        ("spec.bgp.routers[].neighbors[]", "neighbor"),
        ("spec.bgp.routers[]", "router"),
        ("spec.bgp.bfdProfiles[]", "BFD profile"),
        ("spec", "node"),
    ];

    // The one field that the rules call otherwise, and one that is told with another.
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal) { ["raw.rawConfig"] = "rawConfig", ["keepaliveTime"] = "holdTime", ["dynamicASN"] = "asn", ["passwordSecret"] = "password" };

    private readonly Dictionary<(string Record, string Field), string> _links = [];

    private MergeRuleIndex()
    {
    }

    /// <summary>Reads it.</summary>
    public static MergeRuleIndex Read()
    {
        var (page, index) = (Page.Read(Chapter), new MergeRuleIndex());
        var anchors = page.Headings.Where(heading => heading.Text.StartsWith("M-", StringComparison.Ordinal))
            .ToDictionary(heading => heading.Text.Split(' ')[0], heading => heading.Anchor, StringComparer.Ordinal);
        foreach (var cells in page.Text.Split('\n').Where(line => line.StartsWith("| M-", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)))
        {
            foreach (var field in cells[3].Split(", "))
            {
                index._links.TryAdd((cells[2], field), $"{cells[4]}, [{cells[1]}](../{Chapter}#{anchors[cells[1]]})");
            }
        }

        Assert.True(index._links.Count > 40, $"{index._links.Count} rules are too few: `{Chapter}` is not read");
        return index;
    }

    /// <summary>How a field is merged; empty for one that is not merged by a rule of its own.</summary>
    public string LinkOf(string path, string field)
    {
        var (record, within) = RecordOf(path);
        var name = within.Length == 0 ? field : $"{within}.{field}";
        name = OtherNames.GetValueOrDefault(name, name);
        return _links.GetValueOrDefault((record, name), "");
    }

    private static (string Record, string Within) RecordOf(string path)
    {
        var (prefix, record) = Records.First(one => path == one.Path || path.StartsWith(one.Path + ".", StringComparison.Ordinal));
        return (record, path == prefix ? "" : path[(prefix.Length + 1)..]);
    }
}
