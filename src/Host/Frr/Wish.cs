namespace FrrK8s.Host.Frr;

/// <summary>What FRR is asked to run.</summary>
/// <param name="Wanted">The configuration.</param>
/// <param name="Written">What was wanted before, which is ours wherever FRR still has it; null when nobody remembers.</param>
/// <param name="Left">The differences, by <see cref="DriftLine.Id"/>, that FRR was told and kept without a word: they stay.</param>
internal sealed record Wish(ConfigText Wanted, ConfigText? Written, IReadOnlySet<string> Left)
{
    /// <summary>
    /// The first line of the raw snippets, which stand behind everything else; from there on a line may say what FRR does not know. 1 when nobody knows.
    /// </summary>
    public int RawFrom { get; init; } = 1;

    /// <summary>A wish without a past.</summary>
    public static Wish For(ConfigText wanted) => new(wanted, null, new HashSet<string>(StringComparer.Ordinal));
}
