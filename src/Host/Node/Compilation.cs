using FrrK8s.Host.Sources;
using FrrK8s.Rules;
using Place = FrrK8s.Host.Sources.Place;

namespace FrrK8s.Host.Node;

/// <summary>A set of manifests and what the rules make of it for one node.</summary>
/// <param name="Files">Problems with files and documents, and with the choice of the node.</param>
/// <param name="LogLevel">The level in force.</param>
internal sealed record Compilation(
    ManifestCatalog Catalog, NodeResult Result, IReadOnlyList<SourceProblem> Files, LogLevel LogLevel)
{
    /// <summary>True when nothing was refused: no object, no document, no file.</summary>
    public bool IsAccepted =>
        !Files.Any(problem => problem.IsError) && !Result.Objects.Any(report => report.Verdict == Verdict.Refused);

    /// <summary>Where a path of an object stands: one place for each document that defines the object.</summary>
    public IReadOnlyList<Place> PlacesOf(string objectId, string path) =>
        Catalog.ById[objectId].Select(document => document.PlaceOf(path)).ToList();
}
