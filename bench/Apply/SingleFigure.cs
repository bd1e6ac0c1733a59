namespace FrrK8s.Bench.Apply;

/// <summary>One number, and what it should stay under.</summary>
internal sealed record SingleFigure(string Name, double Value, string Unit, double? Under = null)
{
    public override string ToString() =>
        $"{Name}: {Value:#,0.##} {Unit}" + (Under is { } most ? $" (< {most:#,0.##} {(Value < most ? "met" : "MISSED")})" : "");
}
