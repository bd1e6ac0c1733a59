using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;
using FrrK8s.Rules;
using Place = FrrK8s.Host.Sources.Place;

namespace FrrK8s.Host.Cli;

/// <summary>
/// What is wrong, for people: one line a problem, which starts with how bad it is and names object, path and place;
/// the sides of a conflict are on lines of their own below it.
/// </summary>
internal static class ProblemText
{
    /// <summary>Files first, then the objects in the order of the report.</summary>
    public static IEnumerable<string> Lines(Compilation compilation)
    {
        foreach (var problem in compilation.Files)
        {
            yield return $"{(problem.IsError ? "error" : "warning")}: {problem.Place}: {problem.Message}";
        }

        foreach (var report in compilation.Result.Objects)
        {
            var id = IdOf(report);
            foreach (var problem in report.Problems)
            {
                yield return One(problem.Claims.Count > 0 ? "conflict" : "refused", id, problem, compilation);
                foreach (var claim in problem.Claims)
                {
                    yield return $"  {Claim(claim)}{At(compilation, claim.Object, claim.Path)}";
                }
            }

            foreach (var warning in report.Warnings)
            {
                yield return One("warning", id, warning, compilation);
            }
        }
    }

    /// <summary><c>namespace/name</c> of a report.</summary>
    public static string IdOf(ObjectReport report) => $"{report.Namespace}/{report.Name}";

    /// <summary>A claim on one line: object, path and value.</summary>
    public static string Claim(ClaimInfo claim) =>
        claim.Value.Length == 0 ? $"{claim.Object} {claim.Path}" : $"{claim.Object} {claim.Path} = {OneLine(claim.Value)}";

    /// <summary>A value on one line: the first of several, with a sign that there are more.</summary>
    public static string OneLine(string value)
    {
        var end = value.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? value : $"{value[..end]} …";
    }

    private static string One(string severity, string id, Problem problem, Compilation compilation)
    {
        var path = problem.Path.Length == 0 ? "" : $"{problem.Path}: ";
        var rule = problem.Rule.Length == 0 ? "" : $" [{problem.Rule}]";
        return $"{severity}: {id}: {path}{problem.Message}{rule}{At(compilation, id, problem.Path)}";
    }

    private static string At(Compilation compilation, string id, string path)
    {
        // An object of the API server stands in no file, and its name is said already.
        IReadOnlyList<Place> places = [.. compilation.PlacesOf(id, path).Where(place => place.Line > 0)];
        return places.Count == 0 ? "" : $" ({string.Join(", ", places)})";
    }
}
