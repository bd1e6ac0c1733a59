using FrrK8s.FrrParser.Compare;

namespace FrrK8s.Host.Cli;

/// <summary>Differences sorted into the contexts that they stand in, so that each context is named once.</summary>
internal sealed class DifferenceTree
{
    private readonly Dictionary<string, DifferenceTree> _contexts = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly List<Difference> _differences = [];

    private DifferenceTree()
    {
    }

    /// <summary>What differs in this context itself.</summary>
    public IReadOnlyList<Difference> Differences => _differences;

    /// <summary>The contexts in it, with the statements that open them.</summary>
    public IEnumerable<(string Header, DifferenceTree Inside)> Contexts => _order.Select(header => (header, _contexts[header]));

    /// <summary>The tree of differences. Their order within a context stays.</summary>
    public static DifferenceTree Of(IEnumerable<Difference> differences)
    {
        var root = new DifferenceTree();
        foreach (var difference in differences)
        {
            var at = root;
            foreach (var header in difference.Context)
            {
                at = at.Open(header);
            }

            at._differences.Add(difference);
        }

        return root;
    }

    /// <summary>What a statement that is itself a difference opens; null when nothing differs there.</summary>
    public DifferenceTree? OpenedBy(string statement) => _contexts.GetValueOrDefault(statement);

    private DifferenceTree Open(string header)
    {
        if (!_contexts.TryGetValue(header, out var inside))
        {
            _contexts.Add(header, inside = new DifferenceTree());
            _order.Add(header);
        }

        return inside;
    }
}
