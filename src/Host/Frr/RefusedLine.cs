namespace FrrK8s.Host.Frr;

/// <summary>A line that FRR did not take.</summary>
/// <param name="Number">Its number in the configuration, counted from 1; 0 when FRR named only the text.</param>
/// <param name="Text">The line without indent, secrets masked.</param>
/// <param name="Reason">FRR's words, secrets masked.</param>
internal sealed record RefusedLine(int Number, string Text, string Reason);
