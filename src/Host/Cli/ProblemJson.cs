using System.Text.Json;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;
using FrrK8s.Rules;
using Place = FrrK8s.Host.Sources.Place;

namespace FrrK8s.Host.Cli;

/// <summary>The same as <see cref="ProblemText"/> for programs: the members <c>accepted</c>, <c>frozen</c>, <c>objects</c> and <c>problems</c>.</summary>
internal static class ProblemJson
{
    /// <summary>Writes the members into an object that is open.</summary>
    public static void Write(Utf8JsonWriter writer, Compilation compilation)
    {
        writer.WriteBoolean("accepted", compilation.IsAccepted);
        writer.WriteBoolean("frozen", compilation.Result.Frozen);
        writer.WriteStartArray("objects");
        foreach (var report in compilation.Result.Objects)
        {
            WriteObject(writer, report, compilation);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("problems");
        foreach (var problem in compilation.Files)
        {
            writer.WriteStartObject();
            writer.WriteString("severity", problem.IsError ? "error" : "warning");
            writer.WriteString("message", problem.Message);
            WritePlaces(writer, [problem.Place]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a list of claims as a member.</summary>
    public static void WriteClaims(
        Utf8JsonWriter writer, string member, IReadOnlyList<ClaimInfo> claims, Compilation compilation)
    {
        writer.WriteStartArray(member);
        foreach (var claim in claims)
        {
            writer.WriteStartObject();
            writer.WriteString("object", claim.Object);
            writer.WriteString("path", claim.Path);
            writer.WriteString("value", claim.Value);
            WritePlaces(writer, compilation.PlacesOf(claim.Object, claim.Path));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, ObjectReport report, Compilation compilation)
    {
        var id = ProblemText.IdOf(report);
        writer.WriteStartObject();
        writer.WriteString("namespace", report.Namespace);
        writer.WriteString("name", report.Name);
        writer.WriteNumber("generation", report.Generation);
        writer.WriteString("verdict", report.Verdict switch
        {
            Verdict.Accepted => "accepted",
            Verdict.Refused => "refused",
            _ => "notSelected",
        });
        WritePlaces(writer, compilation.PlacesOf(id, ""));
        WriteProblems(writer, "problems", id, report.Problems, compilation);
        WriteProblems(writer, "warnings", id, report.Warnings, compilation);
        writer.WriteEndObject();
    }

    private static void WriteProblems(
        Utf8JsonWriter writer, string member, string id, IReadOnlyList<Problem> problems, Compilation compilation)
    {
        writer.WriteStartArray(member);
        foreach (var problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("rule", problem.Rule);
            writer.WriteString("path", problem.Path);
            writer.WriteString("message", problem.Message);
            WritePlaces(writer, compilation.PlacesOf(id, problem.Path));
            WriteClaims(writer, "claims", problem.Claims, compilation);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePlaces(Utf8JsonWriter writer, IReadOnlyList<Place> places)
    {
        writer.WriteStartArray("places");
        foreach (var place in places)
        {
            writer.WriteStringValue(place.ToString());
        }

        writer.WriteEndArray();
    }
}
