using System.Text;
using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Remediation;

/// <summary>Writes commands as <c>vtysh -f</c> takes them: contexts are opened when they are needed, and closed before another statement of an outer one.</summary>
internal static class CommandText
{
    /// <summary>The text.</summary>
    public static string Of(IEnumerable<Command> commands)
    {
        var text = new StringBuilder();
        var open = new Stack<ContextPath>();
        foreach (var command in commands)
        {
            MoveTo(command.Path, open, text);
            if (command.Opens is { } opened)
            {
                Open(opened, open, text);
            }
            else
            {
                Line(text, open.Count, command.Text);
            }
        }

        return text.ToString();
    }

    private static void MoveTo(ContextPath path, Stack<ContextPath> open, StringBuilder text)
    {
        var wanted = Chain(path);
        while (open.Count > wanted.Count || (open.TryPeek(out var inner) && !Matches(wanted[open.Count - 1], inner)))
        {
            var closed = open.Pop();
            Line(text, open.Count, closed.Kind switch
            {
                ContextKind.AddressFamily => "exit-address-family",
                ContextKind.EvpnVni => "exit-vni",
                ContextKind.Vrf => "exit-vrf",
                _ => "exit",
            });
        }

        foreach (var outer in wanted.Skip(open.Count).ToList())
        {
            Open(outer, open, text);
        }
    }

    private static bool Matches(ContextPath wanted, ContextPath open) => wanted.Equals(open) && wanted.Header == open.Header;

    private static void Open(ContextPath path, Stack<ContextPath> open, StringBuilder text)
    {
        Line(text, open.Count, path.Header);
        open.Push(path);
    }

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth).Append(line).Append('\n');

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
