using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>
/// The statements of a document, sorted into scopes: no statement bears on one of another scope. Nothing is read but the headers of
/// contexts (D-1).
/// </summary>
internal sealed class Outline
{
    private const string Version = "frr version ";

    private readonly Dictionary<string, List<SourceLine>> _scopes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Parent, string Header), ContextPath> _paths = [];

    // Most lines belong where the line before them did.
    private ContextPath? _lastPath;
    private string _lastName = "";
    private List<SourceLine> _lastLines = [];

    private Outline()
    {
    }

    /// <summary>The scopes, with their statements in order.</summary>
    public IReadOnlyDictionary<string, List<SourceLine>> Scopes => _scopes;

    /// <summary>The families that neighbors are activated in without being told so.</summary>
    public DefaultFamilies Families { get; } = new();

    /// <summary>The set of defaults that the text was written under; null when it does not say.</summary>
    public Profiles? Profile { get; private set; }

    /// <summary>The major release that the text was written by; null when it does not say.</summary>
    public int? Release { get; private set; }

    /// <summary>The statements that import a VRF's routes.</summary>
    public List<SourceLine> Imports { get; } = [];

    /// <summary>True when some statement takes back what other scopes say.</summary>
    public bool TakesBack { get; private set; }

    /// <summary>The outline of a document.</summary>
    public static Outline Of(Document document)
    {
        var outline = new Outline();
        outline.Add(document.Children, ContextPath.Root, 1);
        ImpliedRouters.AddTo(outline);
        return outline;
    }

    /// <summary>All statements in the order of the document.</summary>
    public IEnumerable<SourceLine> Lines => _scopes.Values.SelectMany(lines => lines).OrderBy(line => line.Line);

    private void Add(IEnumerable<Node> nodes, ContextPath path, int line)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case BlockNode block:
                    Add(block, path, line);
                    break;
                case LineNode { Kind: LineKind.Statement } statement:
                    Add(new SourceLine(path, Words.Collapse(statement.Line.Text), line));
                    break;
            }

            line += node.LineCount;
        }
    }

    private void Add(BlockNode block, ContextPath path, int line)
    {
        var inner = Open(path, block.Context, Words.Collapse(block.Header.Text));

        // What is said of the default VRF is said outside of any.
        if (inner is { Kind: ContextKind.Vrf, Header: "vrf default" })
        {
            inner = ContextPath.Root;
        }
        else
        {
            Put(ScopeKey.OfContext(inner), new SourceLine(path, inner.Header, line));
        }

        Add(block.Children, inner, line + 1);
    }

    private ContextPath Open(ContextPath path, ContextKind context, string header)
    {
        if (!_paths.TryGetValue((path.Identity, header), out var inner))
        {
            inner = path.Open(context, header);
            _paths.Add((path.Identity, header), inner);
        }

        return inner;
    }

    private void Add(SourceLine line)
    {
        if (IsLikeLast(line))
        {
            _lastLines.Add(line);
            return;
        }

        Families.Note(line);
        if (ImpliedRouters.IsImport(line))
        {
            Imports.Add(line);
        }
        else if (line.Text.EndsWith(" addpath-tx-bestpath-per-AS", StringComparison.Ordinal) && !line.Text.StartsWith("no ", StringComparison.Ordinal) && line.Path.Enclosing(ContextKind.RouterBgp) is { } router)
        {
            // FRR compares paths in this way then, and shows that it does.
            Put(router.Identity, new SourceLine(router, "bgp deterministic-med", line.Line));
        }

        TakesBack |= ScopeKey.LeavesItsScope(line);
        if (line.Path.Kind == ContextKind.Root && line.Text.StartsWith("frr defaults ", StringComparison.Ordinal))
        {
            Profile = line.Text.EndsWith(" datacenter", StringComparison.Ordinal) ? Profiles.Datacenter : Profiles.Traditional;
        }
        else if (line.Path.Kind == ContextKind.Root && line.Text.StartsWith(Version, StringComparison.Ordinal)
            && int.TryParse(line.Text[Version.Length..].Split('.')[0], out var release))
        {
            Release = release;
        }

        if (VrfRoute.Split(line) is { } route)
        {
            Put($"{route.Header}/static", new SourceLine(Open(ContextPath.Root, ContextKind.Vrf, route.Header), route.Text, line.Line));
            return;
        }

        var scope = ScopeKey.Of(line);
        Put(scope, line);
        (_lastPath, _lastName, _lastLines) = (line.Path, ScopeKey.NameIn(line, scope), _scopes[scope]);
    }

    // `ip prefix-list NAME …` after `ip prefix-list NAME …`, `network …` after `network …`.
    private bool IsLikeLast(SourceLine line) =>
        ReferenceEquals(line.Path, _lastPath)
        && _lastName.Length > 0
        && line.Text.Length > _lastName.Length
        && line.Text[_lastName.Length] == ' '
        && line.Text.StartsWith(_lastName, StringComparison.Ordinal);

    /// <summary>Adds a statement to a scope.</summary>
    public void Put(string scope, SourceLine line)
    {
        if (!_scopes.TryGetValue(scope, out var lines))
        {
            _scopes.Add(scope, lines = []);
        }

        lines.Add(line);
    }
}
