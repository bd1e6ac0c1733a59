using System.Text.Json;

namespace FrrK8s.Host.Sources;

/// <summary>One object as it stands in a file. What it means is not this record's business.</summary>
/// <param name="ApiVersion">Empty when there is none.</param>
/// <param name="Kind">Empty when there is none.</param>
/// <param name="Name"><c>metadata.name</c>, empty when there is none.</param>
/// <param name="Namespace"><c>metadata.namespace</c>, <c>default</c> when there is none.</param>
/// <param name="Number">Counts the documents of the file from 1; the items of a list have the number of the list.</param>
/// <param name="Content">The whole manifest.</param>
internal sealed record ManifestDocument(
    string ApiVersion,
    string Kind,
    string Namespace,
    string Name,
    int Number,
    Place Place,
    SourceNode Node,
    JsonElement Content)
{
    /// <summary><c>namespace/name</c></summary>
    public string Id => $"{Namespace}/{Name}";

    /// <summary>Where a JSON path of this object stands in the file.</summary>
    public Place PlaceOf(string path) => SourceNodePath.Find(Place.File, Node, path);
}
