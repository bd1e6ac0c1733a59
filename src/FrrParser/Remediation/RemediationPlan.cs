using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Remediation;

/// <summary>The commands that bring a running configuration to the intended one, and those that take it back.</summary>
public sealed class RemediationPlan
{
    private RemediationPlan(IReadOnlyList<Command> commands) => Commands = commands;

    /// <summary>True when there is nothing to do.</summary>
    public bool IsEmpty => Commands.Count == 0;

    /// <summary>How many statements FRR is told, those that only open or close a context not counted.</summary>
    public int Count => Commands.Count;

    /// <summary>For each line of the text, the line of the intended configuration that it comes from; 0 for one that comes from none.</summary>
    public IReadOnlyList<int> Origins => [.. Lines.Select(line => line.Origin)];

    internal IReadOnlyList<Command> Commands { get; }

    private IReadOnlyList<(string Text, int Origin)> Lines => field ??= CommandText.Lines(Commands);

    /// <summary>The commands that close the difference. They hold the passwords that are to be set.</summary>
    public static RemediationPlan Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return new RemediationPlan(Planner.Plan(comparison));
    }

    /// <summary>The commands that lead from one configuration to another.</summary>
    public static RemediationPlan Between(Document running, Document intended, Ownership? ownership = null) =>
        Of(Comparison.Of(intended, running, ownership));

    /// <summary>The commands that lead back, whoever owns what, once these have been obeyed.</summary>
    public RemediationPlan Rollback(Document before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var after = Document.Parse($"{before}\nend\n{this}");
        return Of(Comparison.Of(before, after, new Ownership(Section.All)));
    }

    /// <summary>What <c>vtysh -f</c> takes.</summary>
    public override string ToString() => string.Concat(Lines.Select(line => line.Text + "\n"));
}
