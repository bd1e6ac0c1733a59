using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Remediation;

/// <summary>Writes commands as <c>vtysh -f</c> takes them: contexts are opened when they are needed, and closed before another statement of an outer one.</summary>
internal static class CommandText
{
    /// <summary>The text.</summary>
    public static string Of(IEnumerable<Command> commands) => string.Concat(Lines(commands).Select(line => line.Text + "\n"));

    /// <summary>The lines, each with the line of the intended configuration that it comes from; 0 when it comes from none.</summary>
    public static IReadOnlyList<(string Text, int Origin)> Lines(IEnumerable<Command> commands)
    {
        var lines = new List<(string, int)>();
        var open = new Stack<ContextPath>();
        foreach (var command in commands)
        {
            MoveTo(command.Path, open, lines);
            if (command.Opens is { } opened)
            {
                Open(opened, open, lines, command.Line);
            }
            else
            {
                lines.Add((Indented(open.Count, command.Text), command.Line));
            }
        }

        return lines;
    }

    private static void MoveTo(ContextPath path, Stack<ContextPath> open, List<(string Text, int Origin)> lines)
    {
        var wanted = Chain(path);
        while (open.Count > wanted.Count || (open.TryPeek(out var inner) && !Matches(wanted[open.Count - 1], inner)))
        {
            var closed = open.Pop();
            var end = closed.Kind switch
            {
                ContextKind.AddressFamily => "exit-address-family",
                ContextKind.EvpnVni => "exit-vni",
                ContextKind.Vrf => "exit-vrf",
                _ => "exit",
            };
            lines.Add((Indented(open.Count, end), 0));
        }

        foreach (var outer in wanted.Skip(open.Count).ToList())
        {
            Open(outer, open, lines, 0);
        }
    }

    private static bool Matches(ContextPath wanted, ContextPath open) => wanted.Equals(open) && wanted.Header == open.Header;

    private static void Open(ContextPath path, Stack<ContextPath> open, List<(string Text, int Origin)> lines, int origin)
    {
        lines.Add((Indented(open.Count, path.Header), origin));
        open.Push(path);
    }

    private static string Indented(int depth, string text) => new string(' ', depth) + text;

    private static List<ContextPath> Chain(ContextPath path)
    {
        var chain = new List<ContextPath>();
        for (var at = path; at.Parent is not null; at = at.Parent)
        {
            chain.Insert(0, at);
        }

        return chain;
    }
}
