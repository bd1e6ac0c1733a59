using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>
/// Reads statements in their order, as FRR obeys them: the last word on a thing holds, <c>no</c> takes it back. What comes out is what
/// an empty FRR would be told by them (D-2).
/// </summary>
internal sealed class Reading
{
    private readonly DefaultFamilies _families;
    private readonly Facts _facts = new();

    private Reading(DefaultFamilies families) => _families = families;

    /// <summary>What the statements of one scope, or of all scopes, say.</summary>
    public static Facts Of(IEnumerable<SourceLine> lines, DefaultFamilies families)
    {
        var reading = new Reading(families);
        foreach (var line in lines)
        {
            reading.Read(line);
        }

        reading._facts.RemoveEmptyLists();
        return reading._facts;
    }

    private void Read(SourceLine line)
    {
        if (PlainStatement.Read(line) is { } plain)
        {
            ReadPlain(line, plain);
        }
        else if (Manual.Read(line.Path.Kind, line.Text) is { } statement)
        {
            Read(line, statement);
        }
        else
        {
            ReadOpaque(line);
        }
    }

    private void ReadPlain(SourceLine line, PlainStatement plain)
    {
        if (plain.List is { } name)
        {
            _facts.List(line.Path, name).Add(plain.Sequence, plain.Value, plain.Definition, line.Line);
        }
        else
        {
            _facts.Set(new Fact(line.Path, line.Text, "", line.Text, plain.Definition, line.Line));
        }
    }

    private void Read(SourceLine line, Statement statement)
    {
        var definition = statement.Definition;
        if (definition.Reads.Length > 0)
        {
            foreach (var template in definition.Reads)
            {
                Read(line with { Text = (statement.IsNegated ? "no " : "") + statement.Fill(template) });
            }

            return;
        }

        if (definition.IsEach && statement.Variables > 1)
        {
            foreach (var one in statement.Each())
            {
                Read(line, one);
            }

            return;
        }

        var path = Home(line.Path, definition);
        if (definition.IsEntry)
        {
            ReadEntry(line, path, statement);
        }
        else if (!statement.IsNegated)
        {
            Set(path, statement, line.Line);
        }
        else if (definition.OnByDefault != Profiles.None)
        {
            _facts.Set(new Fact(path, statement.Identity, "no", $"no {statement.Text}", definition, line.Line));
        }
        else
        {
            Remove(path, statement);
        }
    }

    private void Set(ContextPath path, Statement statement, int line)
    {
        var value = statement.Definition.Correct?.Invoke(statement.Value) ?? statement.Value;
        var fact = new Fact(path, statement.Identity, value, statement.Text, statement.Definition, line);
        if (ContextOpening.Find(path.Kind, path.Header, statement.Text) is { } opening)
        {
            fact = fact with { Opens = path.Open(opening.Opens, statement.Text) };
        }

        if (path.Kind == ContextKind.RouterBgp && IsBirth(statement))
        {
            Activate(path, statement, line);
        }

        _facts.Set(fact);
        foreach (var template in statement.Definition.Implies)
        {
            if (Manual.Read(path.Kind, statement.Fill(template)) is { } implied)
            {
                _facts.SetIfUnsaid(new Fact(path, implied.Identity, implied.Value, implied.Text, implied.Definition, line));
            }
        }
    }

    private static bool IsBirth(Statement statement) =>
        statement.Definition.Takes == "neighbor $1" && !statement.Definition.Syntax.StartsWith("neighbor <", StringComparison.Ordinal);

    private void Activate(ContextPath router, Statement statement, int line)
    {
        var neighbor = statement.Fill("neighbor $1");
        if (_facts.ByKey.Values.Any(fact => fact.Path.Equals(router) && IsAbout(fact, neighbor)))
        {
            return;
        }

        foreach (var family in _families.At(router, line))
        {
            var path = router.Open(ContextKind.AddressFamily, family);
            var active = Manual.Read(path.Kind, $"{neighbor} activate")!;
            _facts.Set(new Fact(path, active.Identity, "", active.Text, active.Definition, line));
        }
    }

    private void Remove(ContextPath path, Statement statement)
    {
        var key = path.IdentityOf(statement.Identity);
        if (statement.Definition.Takes is not { } template)
        {
            RemoveWithContents(key);
            return;
        }

        var taken = statement.Fill(template);
        var isGroup = _facts.ByKey.TryGetValue(path.IdentityOf($"{taken} peer-group"), out var kind) && kind.Value.Length == 0;
        isGroup |= key == path.IdentityOf($"{taken} peer-group") && statement.Value.Length == 0;
        RemoveAbout(path, taken);
        _facts.RemoveList(path, taken);
        if (isGroup)
        {
            // A peer group takes its members with it.
            var group = taken[(taken.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            foreach (var member in _facts.ByKey.Values.Where(fact => fact.Path.Equals(path) && IsMember(fact, group)).ToList())
            {
                RemoveAbout(path, member.Identity[..member.Identity.LastIndexOf(' ')]);
            }
        }
    }

    private void RemoveWithContents(string key)
    {
        _facts.Remove(key);
        _facts.RemoveAll(fact => fact.Path.Identity == key || fact.Path.Identity.StartsWith(key + "/", StringComparison.Ordinal));
    }

    private void RemoveAbout(ContextPath path, string subject)
    {
        var inner = path.IdentityOf(subject);
        _facts.RemoveAll(fact => (IsInside(fact.Path, path) && IsAbout(fact, subject)) || IsOrBegins(fact.Path.Identity, inner));
    }

    private static bool IsMember(Fact fact, string group) =>
        fact.Value == group && fact.Identity.EndsWith(" peer-group", StringComparison.Ordinal);

    private static bool IsInside(ContextPath path, ContextPath outer) =>
        path.Equals(outer) || (path.Parent is { } parent && IsInside(parent, outer));

    private static bool IsAbout(Fact fact, string subject) => IsOrBegins(fact.Identity, subject);

    private static bool IsOrBegins(string text, string start) =>
        text.StartsWith(start, StringComparison.Ordinal) && (text.Length == start.Length || text[start.Length] is ' ' or '/');

    private void ReadEntry(SourceLine line, ContextPath path, Statement statement)
    {
        var (name, sequence) = NameOf(statement);
        var list = _facts.List(path, name);
        if (statement.IsNegated)
        {
            list.Remove(sequence, statement.Value);
        }
        else
        {
            list.Add(sequence, statement.Value, statement.Definition, line.Line);
        }
    }

    private static (string Name, uint Sequence) NameOf(Statement statement)
    {
        var at = statement.Identity.IndexOf(" seq ", StringComparison.Ordinal);
        return at < 0
            ? (statement.Identity, 0)
            : (statement.Identity[..at], uint.Parse(statement.Identity[(at + " seq ".Length)..]));
    }

    // D-4: what no grammar knows is about itself.
    private void ReadOpaque(SourceLine line)
    {
        const string no = "no ";
        var key = line.Text.StartsWith(no, StringComparison.Ordinal) ? line.Path.IdentityOf(line.Text[no.Length..]) : null;
        if (key is not null && _facts.ByKey.ContainsKey(key))
        {
            RemoveWithContents(key);
            return;
        }

        var opening = ContextOpening.Find(line.Path.Kind, line.Path.Header, line.Text);
        _facts.Set(new Fact(line.Path, line.Text, "", line.Text, null, line.Line)
        {
            Opens = opening is null ? null : line.Path.Open(opening.Opens, line.Text),
        });
    }

    // D-25: `router bgp` takes what belongs to the address family IPv4 unicast, too.
    private static ContextPath Home(ContextPath path, StatementDefinition definition) =>
        path.Kind == ContextKind.RouterBgp && definition.IsIpv4UnicastToo
            ? path.Open(ContextKind.AddressFamily, "address-family ipv4 unicast")
            : path;
}
