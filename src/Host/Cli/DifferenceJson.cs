using System.Text.Json;
using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Rules;

namespace FrrK8s.Host.Cli;

/// <summary>The same as <see cref="DifferenceText"/> for programs: the members <c>equal</c> and <c>differences</c>.</summary>
internal static class DifferenceJson
{
    /// <summary>Writes the members into an object that is open.</summary>
    /// <param name="wantedBy">Who wants an intended line; null when nobody can know.</param>
    public static void Write(
        Utf8JsonWriter writer, IReadOnlyList<Difference> differences, Func<Difference, IReadOnlyList<ClaimInfo>>? wantedBy)
    {
        writer.WriteBoolean("equal", differences.Count == 0);
        writer.WriteStartArray("differences");
        foreach (var difference in differences)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", difference.Kind switch
            {
                DifferenceKind.Missing => "missing",
                DifferenceKind.Surplus => "surplus",
                _ => "changed",
            });
            writer.WriteStartArray("context");
            foreach (var header in difference.Context)
            {
                writer.WriteStringValue(SecretMask.MaskConfiguration(header));
            }

            writer.WriteEndArray();
            WriteSide(writer, "intended", difference.Intended, difference.IntendedLine);
            WriteSide(writer, "running", difference.Running, difference.RunningLine);
            WriteSources(writer, wantedBy?.Invoke(difference));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSide(Utf8JsonWriter writer, string side, string? text, int line)
    {
        if (text is null)
        {
            writer.WriteNull(side);
            return;
        }

        writer.WriteStartObject(side);
        writer.WriteNumber("line", line);
        writer.WriteString("text", SecretMask.MaskConfiguration(text));
        writer.WriteEndObject();
    }

    private static void WriteSources(Utf8JsonWriter writer, IReadOnlyList<ClaimInfo>? sources)
    {
        if (sources is null)
        {
            return;
        }

        writer.WriteStartArray("wantedBy");
        foreach (var (name, path) in sources.Select(claim => (claim.Object, claim.Path)).Distinct())
        {
            writer.WriteStartObject();
            writer.WriteString("object", name);
            writer.WriteString("path", path);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
