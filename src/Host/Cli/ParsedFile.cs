using System.Text.Json;
using FrrK8s.FrrParser.Grammar;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Cli;

/// <summary>What <c>parse</c> says of one file. Every text that it gives is masked.</summary>
internal sealed class ParsedFile
{
    private readonly ConfigurationFile _file;
    private readonly IReadOnlyList<StatementReading> _statements;
    private readonly Coverage _coverage;

    /// <summary>Reads a file.</summary>
    public ParsedFile(ConfigurationFile file)
    {
        _file = file;
        _statements = DocumentReading.Of(file.Document);
        _coverage = new Coverage(_statements);
        var text = file.Content.Reveal();
        RoundTrips = string.Equals(file.Document.ToString(), text, StringComparison.Ordinal);
    }

    /// <summary>True when the tree prints as the file, byte for byte.</summary>
    public bool RoundTrips { get; }

    /// <summary>The tree, what is odd, and the table.</summary>
    public IEnumerable<string> Tree()
    {
        var comments = _file.Document.Walk().Where(placed => placed.Node is LineNode { Kind: LineKind.Comment } line && IsSaid(line));
        var lines = _statements.Select(statement => (statement.Placed.Line, Text: Line(statement)))
            .Concat(comments.Select(comment => (comment.Line, Text: Line(comment))))
            .OrderBy(line => line.Line)
            .Select(line => line.Text);
        var diagnostics = _file.Document.Diagnose().Select(odd => $"{_file.Name}:{odd.Line}:{odd.Column}: {odd.Id}: {odd.Message}").ToList();
        return [.. lines, "", .. diagnostics, .. diagnostics.Count > 0 ? [""] : Array.Empty<string>(), .. _coverage.Table()];
    }

    /// <summary>Whether it round-trips, and the table.</summary>
    public IEnumerable<string> Check() =>
        [$"{_file.Name}: {(RoundTrips ? "round-trips" : "does not round-trip")}", .. _coverage.Table().Select(line => $"  {line}")];

    /// <summary>Writes the members that tell of the file.</summary>
    public void WriteCheck(Utf8JsonWriter writer)
    {
        writer.WriteString("file", _file.Name);
        writer.WriteBoolean("roundTrips", RoundTrips);
        _coverage.Write(writer);
    }

    /// <summary>Writes the same members, and the statements and what is odd.</summary>
    public void WriteTree(Utf8JsonWriter writer)
    {
        WriteCheck(writer);
        writer.WriteStartArray("statements");
        foreach (var statement in _statements)
        {
            writer.WriteStartObject();
            writer.WriteNumber("line", statement.Placed.Line);
            writer.WriteNumber("depth", statement.Placed.Depth);
            writer.WriteString("text", SecretMask.MaskConfiguration(statement.Text));
            writer.WriteString("support", Coverage.NameOf(statement.Support));
            writer.WriteString("chapter", Coverage.NameOf(statement.Chapter));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("diagnostics");
        foreach (var odd in _file.Document.Diagnose())
        {
            writer.WriteStartObject();
            writer.WriteString("id", odd.Id);
            writer.WriteNumber("line", odd.Line);
            writer.WriteNumber("column", odd.Column);
            writer.WriteString("message", odd.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static bool IsSaid(LineNode line) => line.Line.Text.AsSpan().Trim(" \t\r") is not ("!" or "#");

    private static string Line(StatementReading statement) =>
        $"{statement.Placed.Line,6}  {Coverage.NameOf(statement.Support),-9} {Coverage.NameOf(statement.Chapter),-15} "
        + Indented(statement.Placed, statement.Text);

    private static string Line(PlacedNode comment) =>
        $"{comment.Line,6}  {"",-9} {"",-15} {Indented(comment, ((LineNode)comment.Node).Line.Text.TrimEnd(' ', '\t', '\r'))}";

    private static string Indented(PlacedNode placed, string text) =>
        new string(' ', 2 * placed.Depth) + Printable.Of(SecretMask.MaskConfiguration(text));
}
