using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>Which of FRR's daemons a configuration speaks to.</summary>
internal static class FrrDaemons
{
    /// <summary>Has, since FRR 9, the configuration of zebra and staticd and a copy of every prefix-list.</summary>
    public const string Manager = "mgmtd";

    private static readonly (string FirstWords, string Daemon)[] Owners =
    [
        ("router bgp", "bgpd"),
        ("bfd", "bfdd"),
    ];

    /// <summary>Their names; zebra is always among them.</summary>
    public static IReadOnlySet<string> NeededBy(string text)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal) { "zebra" };
        foreach (var line in LineSplitter.Split(text).Where(line => line.Indent.Length == 0))
        {
            var statement = line.Text.TrimEnd();
            foreach (var (firstWords, daemon) in Owners)
            {
                if (statement == firstWords || statement.StartsWith(firstWords + " ", StringComparison.Ordinal))
                {
                    needed.Add(daemon);
                }
            }
        }

        return needed;
    }
}
