namespace FrrK8s.Host.Frr;

/// <summary>One line of a rehearsed text.</summary>
/// <param name="Text">What the scratch daemon reads, without secrets.</param>
/// <param name="Number">The number of the line in the wanted configuration, counted from 1.</param>
/// <param name="Length">How many rehearsed lines go with it when it is refused: itself, and what stands in the context that it opens.</param>
internal sealed record RehearsalLine(string Text, int Number, int Length)
{
    /// <summary>What stands where a line was: the daemon reads over it, and the others keep their places.</summary>
    public const string Nothing = "!";
}
