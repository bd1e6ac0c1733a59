using System.Text;

namespace FrrK8s.Host.StatusView;

/// <summary>Lines of styled pieces, and tables of them. What is wider than a screen is cut by whoever knows how wide it is.</summary>
internal sealed class StyledText
{
    private const string Gap = "  ";

    private readonly List<IReadOnlyList<Cell>> _lines = [];

    /// <summary>How many lines there are.</summary>
    public int Count => _lines.Count;

    /// <summary>Adds a line.</summary>
    public void Line(params Cell[] pieces) => _lines.Add(pieces);

    /// <summary>Adds a table whose columns are as wide as their widest cell; the last column is as wide as it is.</summary>
    public void Table(IReadOnlyList<string> heads, IReadOnlyList<Cell[]> rows)
    {
        var widths = heads.Select((head, column) => rows.Select(row => row[column].Shown.Length).Append(head.Length).Max()).ToList();
        Row(heads.Select(head => new Cell(head, Style.Faint)).ToList(), widths);
        foreach (var row in rows)
        {
            Row(row, widths);
        }
    }

    /// <summary>The lines, each cut to a width; 0 for any width.</summary>
    public IEnumerable<string> Lines(bool isColored, int width = 0) => _lines.Select(line => Write(line, isColored, width));

    /// <summary>All of it as one text without colours.</summary>
    public override string ToString() => string.Concat(Lines(isColored: false).Select(line => line + "\n"));

    private void Row(IReadOnlyList<Cell> cells, List<int> widths)
    {
        var pieces = new List<Cell> { Gap };
        for (var column = 0; column < cells.Count; column++)
        {
            var isLast = column == cells.Count - 1;
            pieces.Add(cells[column]);
            if (!isLast)
            {
                pieces.Add(new string(' ', widths[column] - cells[column].Shown.Length) + Gap);
            }
        }

        _lines.Add(pieces);
    }

    private static string Write(IReadOnlyList<Cell> line, bool isColored, int width)
    {
        var text = new StringBuilder();
        var left = width == 0 ? int.MaxValue : width;
        foreach (var piece in line)
        {
            var shown = piece.Shown.Length <= left ? piece.Shown : piece.Shown[..left];
            left -= shown.Length;
            text.Append(piece.Paint(shown, isColored));
        }

        return text.ToString().TrimEnd(' ');
    }
}
