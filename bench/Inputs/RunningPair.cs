using System.Text;
using FrrK8s.Rules;

namespace FrrK8s.Bench.Inputs;

/// <summary>
/// What a node is to run, and what an FRR 8.4 shows that runs all of it but one entry of a prefix-list: its own lines in front, routers first,
/// comments between the blocks.
/// </summary>
internal sealed record RunningPair(string Intended, string Running)
{
    private const int Neighbors = 8;

    /// <summary>A pair of about so many lines.</summary>
    public static RunningPair Of(int lines)
    {
        // Each prefix is one line in the router and one in the list of each neighbor.
        var prefixes = Manifest.Prefixes(lines / (Neighbors + 1));
        var result = Engine.Compile(Node.Input([Manifest.Of(1, Manifest.Router(prefixes, Neighbors, isListed: true))]));
        return new RunningPair(result.Text, Shown(result.Text));
    }

    private static string Shown(string intended)
    {
        var text = new StringBuilder(
            "frr version 8.4.4\nfrr defaults traditional\nhostname node-0\nservice integrated-vtysh-config\n!\n");
        var blocks = Blocks(intended.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var lost = blocks.FindIndex(block => block[0].Contains(" permit ", StringComparison.Ordinal));
        blocks.RemoveAt(lost + ((blocks.Count - lost) / 3));
        foreach (var block in blocks.OrderBy(block => block[0].StartsWith("router ", StringComparison.Ordinal) ? 0 : 1))
        {
            text.AppendJoin('\n', block).Append(block.Count > 1 ? "\n!\n" : "\n");
        }

        return text.Append("end\n").ToString();
    }

    private static List<List<string>> Blocks(string[] lines)
    {
        var blocks = new List<List<string>>();
        foreach (var line in lines)
        {
            if (line[0] == ' ' || line.StartsWith("exit", StringComparison.Ordinal))
            {
                blocks[^1].Add(line);
            }
            else
            {
                blocks.Add([line]);
            }
        }

        return blocks;
    }
}
