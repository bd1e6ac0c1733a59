using System.Security.Cryptography;
using System.Text;
using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>A statement in which FRR differs from what is wanted, without secrets.</summary>
/// <param name="Kind">How it differs.</param>
/// <param name="Text">The statements around it, and what is wanted or runs.</param>
/// <param name="Id">The same for the same difference, and for no other; tells nothing about it.</param>
internal sealed record DriftLine(DifferenceKind Kind, string Text, string Id)
{
    private const int MostLines = 10;

    /// <summary>The statement that is wanted, as FRR reads it; null for one that only runs. It may hold a secret.</summary>
    public ConfigText? Wanted { get; init; }

    /// <summary>True when a configuration still wants it, or never did.</summary>
    public bool IsAbout(ConfigText configuration) =>
        Wanted is null || configuration.Reveal().Contains(Wanted.Reveal(), StringComparison.Ordinal);

    /// <summary>What a difference is for people.</summary>
    public static DriftLine Of(Difference difference, IReadOnlySet<string> secrets)
    {
        var statement = difference.Kind == DifferenceKind.Changed
            ? $"{difference.Intended} (running: {difference.Running})"
            : difference.Intended ?? difference.Running;
        var text = string.Join(" / ", difference.Context.Append(statement));
        return new DriftLine(difference.Kind, SecretMask.MaskMessage(text, secrets), IdOf(difference))
        {
            Wanted = difference.Intended is { } wanted ? new ConfigText(wanted) : null,
        };
    }

    /// <summary>A digest: it is kept beside what has no secret.</summary>
    public static string IdOf(Difference difference) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', [.. difference.Context, $"{difference.Kind}", difference.Intended ?? "", difference.Running ?? ""]))));

    /// <summary>Several on one line, the first ones in full.</summary>
    public static string Several(IReadOnlyList<DriftLine> lines) =>
        string.Join("; ", lines.Take(MostLines)) + (lines.Count > MostLines ? $"; and {lines.Count - MostLines} more" : "");

    /// <inheritdoc/>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}: {Text}";
}
