using System.Text.Json;

namespace FrrK8s.Host.Sources;

/// <summary>
/// Reads the text of one file into documents: YAML or JSON, several documents, lists of objects taken apart.
/// Total: whatever is wrong becomes a problem with its place.
/// </summary>
internal static class ManifestReader
{
    /// <summary>What the text holds. A name that ends in <c>.json</c> is read as JSON; else a text that is JSON as such, or as YAML.</summary>
    public static ManifestFile Read(string path, string text)
    {
        IReadOnlyList<SourceNode> roots;
        try
        {
            roots = ReadRoots(path, text);
            var documents = new List<ManifestDocument>();
            var problems = new List<SourceProblem>();
            for (var i = 0; i < roots.Count; i++)
            {
                Take(roots[i], i + 1, "", "");
            }

            return new ManifestFile(path, IsReadable: true, documents, problems);

            void Take(SourceNode node, int number, string listVersion, string listKind)
            {
                var place = new Place(path, node.Line, node.Column);
                if (node is not MappingNode mapping)
                {
                    problems.Add(new SourceProblem(
                        place, $"document {number} is not an object: a manifest has `apiVersion`, `kind`, `metadata` and `spec`"));
                }
                else if (ListKinds.IsList(mapping))
                {
                    foreach (var item in ListKinds.Items(mapping, place, problems))
                    {
                        Take(item, number, mapping.GetText("apiVersion") ?? "", mapping.GetText("kind")!);
                    }
                }
                else
                {
                    documents.Add(ToDocument(ListKinds.Complete(mapping, listVersion, listKind), place, number));
                }
            }
        }
        catch (SourceException problem)
        {
            var place = new Place(path, problem.Line, problem.Column);
            return new ManifestFile(path, IsReadable: false, [], [new SourceProblem(place, problem.Message)]);
        }
    }

    private static IReadOnlyList<SourceNode> ReadRoots(string path, string text)
    {
        var zero = text.IndexOf('\0', StringComparison.Ordinal);
        if (zero >= 0)
        {
            throw new SourceException(text.AsSpan(0, zero).Count('\n') + 1, 1, "this is not text: it holds a zero byte");
        }

        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return JsonSource.Read(text);
        }

        if (text.AsSpan().TrimStart() is ['{' or '[', ..])
        {
            try
            {
                return JsonSource.Read(text);
            }
            catch (SourceException)
            {
                // YAML's own flow style also starts with a brace; the YAML reader then says what is wrong.
            }
        }

        return YamlSource.Read(text);
    }

    private static ManifestDocument ToDocument(MappingNode mapping, Place place, int number)
    {
        var metadata = mapping.Get("metadata") as MappingNode;
        return new ManifestDocument(
            mapping.GetText("apiVersion") ?? "",
            mapping.GetText("kind") ?? "",
            metadata?.GetText("namespace") is { Length: > 0 } ns ? ns : "default",
            metadata?.GetText("name") ?? "",
            number,
            place,
            mapping,
            JsonText.From(mapping));
    }
}
