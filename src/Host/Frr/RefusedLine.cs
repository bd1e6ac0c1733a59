namespace FrrK8s.Host.Frr;

/// <summary>A line that FRR did not take.</summary>
/// <param name="Number">Its number in the wanted configuration, counted from 1; 0 when it is not a line of it.</param>
/// <param name="Text">The line without indent, secrets masked.</param>
/// <param name="Reason">FRR's words, secrets masked; what became of it when FRR said nothing.</param>
internal sealed record RefusedLine(int Number, string Text, string Reason)
{
    /// <summary>FRR took it without a word and does not have it.</summary>
    public bool IsSilent { get; init; }
}
