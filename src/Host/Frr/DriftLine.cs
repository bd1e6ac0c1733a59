using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>A statement in which FRR differs from what is wanted, without secrets.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="Text">The statements around it, and what is wanted or runs.</param>
internal sealed record DriftLine(DifferenceKind Kind, string Text)
{
    /// <summary>What a difference is for people.</summary>
    public static DriftLine Of(Difference difference, IReadOnlySet<string> secrets)
    {
        var statement = difference.Kind == DifferenceKind.Changed
            ? $"{difference.Intended} (running: {difference.Running})"
            : difference.Intended ?? difference.Running;
        var text = string.Join(" / ", difference.Context.Append(statement));
        return new DriftLine(difference.Kind, SecretMask.MaskMessage(text, secrets));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}: {Text}";
}
