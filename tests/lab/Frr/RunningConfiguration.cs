using System.Text;

namespace FrrK8s.Lab.Frr;

/// <summary>What daemons run together, from each one's own answer: what vtysh shows, for those that vtysh must not be asked about.</summary>
internal static class RunningConfiguration
{
    private const string Bgpd = "bgpd";

    /// <summary>One text, in which what several say stands once. Of route-maps bgpd's own word counts: the others know a part of each.</summary>
    public static string Join(IReadOnlyDictionary<string, string> answers)
    {
        var (text, said) = (new StringBuilder(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (daemon, answer) in answers.OrderBy(answer => (answer.Key != Bgpd, answer.Key)))
        {
            foreach (var part in Parts(answer))
            {
                var isOwn = daemon == Bgpd || !answers.ContainsKey(Bgpd) || !part.StartsWith("route-map ", StringComparison.Ordinal);
                if (isOwn && said.Add(part))
                {
                    text.Append(part);
                }
            }
        }

        return text.ToString();
    }

    // A line at the margin with all that stands under it; its `exit` is at the margin, too.
    private static IEnumerable<string> Parts(string answer)
    {
        var part = new StringBuilder();
        foreach (var line in answer.Split('\n').SkipWhile(line => line is "" or "Building configuration..." or "Current configuration:"))
        {
            var isOfPart = line.StartsWith(' ') || line.StartsWith("exit", StringComparison.Ordinal);
            if (!isOfPart && part.Length > 0)
            {
                yield return part.ToString();
                part.Clear();
            }

            if (isOfPart || line.Length > 0 && line is not ("!" or "end"))
            {
                part.Append(line).Append('\n');
            }
        }

        if (part.Length > 0)
        {
            yield return part.ToString();
        }
    }
}
