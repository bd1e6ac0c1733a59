using System.Text.Json;

namespace FrrK8s.Host.Sources;

/// <summary>Objects that hold other objects: <c>List</c>, and <c>FRRConfigurationList</c> and the like.</summary>
internal static class ListKinds
{
    /// <summary>True for a kind that ends in <c>List</c> and has <c>items</c>.</summary>
    public static bool IsList(MappingNode mapping) =>
        mapping.GetText("kind") is { } kind
        && kind.EndsWith("List", StringComparison.Ordinal)
        && (kind == "List" || mapping.Get("items") is not null);

    /// <summary>The objects of a list; a list without items has none, items that are no list are a problem.</summary>
    public static IReadOnlyList<SourceNode> Items(MappingNode list, Place place, List<SourceProblem> problems)
    {
        switch (list.Get("items"))
        {
            case SequenceNode sequence:
                return sequence.Items;
            case null or ScalarNode { Kind: JsonValueKind.Null }:
                return [];
            default:
                problems.Add(new SourceProblem(place, "`items` of a list must be a list of objects"));
                return [];
        }
    }

    /// <summary>The API server leaves apiVersion and kind out of the items of a typed list: they are those of the list.</summary>
    public static MappingNode Complete(MappingNode item, string listVersion, string listKind)
    {
        if (listKind is "" or "List" || item.Get("kind") is not null)
        {
            return item;
        }

        var kind = new ScalarNode(item.Line, item.Column, JsonValueKind.String, listKind[..^"List".Length]);
        var version = new ScalarNode(item.Line, item.Column, JsonValueKind.String, listVersion);
        return item with
        {
            Entries =
            [
                new MappingEntry("apiVersion", item.Line, item.Column, version),
                new MappingEntry("kind", item.Line, item.Column, kind),
                .. item.Entries.Where(entry => entry.Key != "apiVersion"),
            ],
        };
    }
}
