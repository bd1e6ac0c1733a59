using System.Text;

namespace FrrK8s.Bench.Measuring;

/// <summary>Figures for people: one line a case, the numbers right-aligned.</summary>
internal static class FigureTable
{
    private static readonly string[] Head = ["", "size", "median ms", "min ms", "max ms", "cpu ms", "gc ms", "target", "ratio", "growth", "without gc", "MB", "results"];

    public static string Print(IReadOnlyList<Figure> figures) => Print([Head, .. figures.Select(Cells)]);

    /// <summary>Rows of equal length, the first of them the head.</summary>
    public static string Print(string[][] rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.Append("  ").Append(row[0].PadRight(widths[0]));
            for (var column = 1; column < row.Length; column++)
            {
                text.Append("  ").Append(row[column].PadLeft(widths[column]));
            }

            text.AppendLine();
        }

        return text.ToString().TrimEnd();
    }

    private static string[] Cells(Figure figure) =>
    [
        figure.Series,
        $"{figure.Size:N0} {figure.Unit}",
        $"{figure.MedianMs:N1}",
        $"{figure.MinMs:N1}",
        $"{figure.MaxMs:N1}",
        $"{figure.CpuMs:N1}",
        $"{figure.CollectionMs:N1}",
        figure.TargetMs is { } target ? $"< {target:N0} {(figure.MinMs < target ? "met" : "MISSED")}" : "",
        Ratio(figure),
        figure.Growth is { } growth ? $"×{growth:N1}" : "",
        figure.WorkGrowth is { } work ? $"×{work:N1}" : "",
        $"{figure.AllocatedMb:N1}",
        $"{figure.Results:N0}",
    ];

    private static string Ratio(Figure figure) =>
        figure.Ratio is not { } ratio ? ""
        : figure.TargetRatio is { } target ? $"×{ratio:N0} (> {target:N0} {(ratio > target ? "met" : "MISSED")})"
        : $"×{ratio:N0}";
}
