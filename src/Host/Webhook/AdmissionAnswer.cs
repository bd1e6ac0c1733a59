using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>What becomes of an object, and what its author is told. No text holds a secret.</summary>
/// <param name="Problems">Why it is refused; none: it is let in.</param>
/// <param name="Warnings">What its author should know all the same.</param>
/// <param name="Opponents">The stored objects that it is refused for: they may have changed since they were seen last.</param>
internal sealed record AdmissionAnswer(
    IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings, IReadOnlyList<Declaration> Opponents)
{
    /// <summary>So many lines are told at most; the API server cuts longer lists without a word.</summary>
    private const int MostLines = 10;

    /// <summary>True when the object is let in.</summary>
    public bool IsAllowed => Problems.Count == 0;

    /// <summary>Lets an object in.</summary>
    public static AdmissionAnswer Allow(params IReadOnlyList<string> warnings) => new([], warnings, []);

    /// <summary>The problems as one text.</summary>
    public string Message => string.Join('\n', Shortened(Problems));

    /// <summary>The first lines, and how many more there are.</summary>
    public static IReadOnlyList<string> Shortened(IReadOnlyList<string> lines) =>
        lines.Count <= MostLines ? lines : [.. lines.Take(MostLines - 1), $"and {lines.Count - MostLines + 1} more"];
}
