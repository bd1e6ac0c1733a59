namespace FrrK8s.Lab.Run;

/// <summary>Columns as wide as their widest cell.</summary>
internal static class TextTable
{
    /// <summary>A title, the heads and the rows, as lines.</summary>
    public static IEnumerable<string> Lines(string title, string[] heads, IReadOnlyList<string[]> rows)
    {
        var widths = heads.Select((head, column) => rows.Select(row => row[column].Length).Append(head.Length).Max()).ToArray();
        yield return title;
        yield return Row(heads, widths);
        foreach (var row in rows)
        {
            yield return Row(row, widths);
        }

        yield return "";
    }

    private static string Row(string[] cells, int[] widths) =>
        "  " + string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
}
