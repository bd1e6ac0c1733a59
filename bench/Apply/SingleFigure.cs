namespace FrrK8s.Bench.Apply;

/// <summary>One number, and what it should stay under.</summary>
internal sealed record SingleFigure(string Name, double Value, string Unit, double? Under = null)
{
    /// <summary>What it should reach instead.</summary>
    public double? AtLeast { get; init; }

    public override string ToString() =>
        $"{Name}: {Value:#,0.##} {Unit}" + (Under is { } most ? $" (< {most:#,0.##} {(Value < most ? "met" : "MISSED")})" : "")
        + (AtLeast is { } least ? $" (>= {least:#,0.##} {(Value >= least ? "met" : "MISSED")})" : "");
}
