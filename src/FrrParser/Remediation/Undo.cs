using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.FrrParser.Remediation;

/// <summary>The statement that takes another one back.</summary>
internal static class Undo
{
    private const string No = "no ";

    /// <summary>What FRR is told so that a fact holds no more.</summary>
    public static string Of(Fact fact)
    {
        if (fact.Text.StartsWith(No, StringComparison.Ordinal))
        {
            return fact.Text[No.Length..];
        }

        return fact.Definition is not { Removal: not "no $0" } definition
            ? No + fact.Text
            : Manual.Read(fact.Path.Kind, fact.Text)?.Fill(definition.Removal) ?? No + fact.Text;
    }

    /// <summary>The keys of the statements that FRR refuses as long as this fact holds.</summary>
    public static IEnumerable<string> Excludes(Fact fact) =>
        fact.Definition is { Excludes: { Length: > 0 } templates } && Manual.Read(fact.Path.Kind, fact.Text) is { } statement
            ? templates.Select(template => fact.Path.IdentityOf(statement.Fill(template)))
            : [];

    /// <summary>The words that a <c>no</c> of this fact takes away with it, in the same context and those inside; null when it takes nothing.</summary>
    public static string? Takes(Fact fact) =>
        fact.Definition?.Takes is { } template && !fact.Text.StartsWith(No, StringComparison.Ordinal)
            ? Manual.Read(fact.Path.Kind, fact.Text)?.Fill(template)
            : null;
}
