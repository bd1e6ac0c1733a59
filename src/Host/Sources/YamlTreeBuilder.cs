using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FrrK8s.Host.Sources;

/// <summary>
/// Builds trees from the events of one YAML stream: types the plain scalars, follows aliases, applies merge keys.
/// An alias shares the node of its anchor, and an anchor is known only after its node ends, so there are no cycles.
/// </summary>
internal sealed class YamlTreeBuilder(IParser parser)
{
    private readonly Dictionary<AnchorName, SourceNode> _anchors = [];
    private int _mergedEntries;

    /// <summary>All documents, without the empty ones.</summary>
    public IReadOnlyList<SourceNode> ReadStream()
    {
        var documents = new List<SourceNode>();
        parser.Consume<StreamStart>();
        while (!parser.TryConsume<StreamEnd>(out _))
        {
            parser.Consume<DocumentStart>();
            _anchors.Clear();
            _mergedEntries = 0;
            var root = ReadNode(0);
            if (root is not ScalarNode { Kind: JsonValueKind.Null })
            {
                documents.Add(root);
            }

            parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private SourceNode ReadNode(int depth)
    {
        if (depth > JsonText.MaximumDepth)
        {
            throw Problem(parser.Current!, $"nested deeper than {JsonText.MaximumDepth} levels");
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var anchored)
                ? anchored
                : throw Problem(alias, $"the alias `*{alias.Value}` has no anchor `&{alias.Value}` before it");
        }

        var opening = (NodeEvent)parser.Current!;
        SourceNode node = opening switch
        {
            MappingStart => ReadMapping(depth),
            SequenceStart => ReadSequence(depth),
            _ => ReadScalar(),
        };
        if (!opening.Anchor.IsEmpty)
        {
            _anchors[opening.Anchor] = node;
        }

        return node;
    }

    private SequenceNode ReadSequence(int depth)
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<SourceNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new SequenceNode((int)start.Start.Line, (int)start.Start.Column, items);
    }

    private MappingNode ReadMapping(int depth)
    {
        var start = parser.Consume<MappingStart>();
        var entries = new List<MappingEntry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var merges = new List<SourceNode>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var keyEvent = parser.Current!;
            var isMerge = keyEvent is Scalar { Value: "<<", Style: ScalarStyle.Plain };
            if (ReadNode(depth + 1) is not ScalarNode { Kind: not JsonValueKind.Null } key)
            {
                throw Problem(keyEvent, "a key must be a single value, and not null");
            }

            var value = ReadNode(depth + 1);
            if (isMerge)
            {
                merges.Add(value);
                continue;
            }

            var (line, column) = ((int)keyEvent.Start.Line, (int)keyEvent.Start.Column);
            if (!seen.TryAdd(key.AsKey(), line))
            {
                throw Problem(
                    keyEvent, $"the key `{key.AsKey()}` stands here and on line {seen[key.AsKey()]}; which one is meant?");
            }

            entries.Add(new MappingEntry(key.AsKey(), line, column, value));
        }

        // A key of the mapping itself wins over a merged one, and an earlier merge over a later one.
        foreach (var merged in merges.SelectMany(Merged).Where(entry => seen.TryAdd(entry.Key, entry.Line)))
        {
            entries.Add(merged);
        }

        return new MappingNode((int)start.Start.Line, (int)start.Start.Column, entries);
    }

    private IEnumerable<MappingEntry> Merged(SourceNode value)
    {
        var entries = value switch
        {
            MappingNode mapping => mapping.Entries,
            SequenceNode sequence => sequence.Items.SelectMany(Merged).ToList(),
            _ => throw new SourceException(value.Line, value.Column, "`<<` takes a mapping or a list of mappings"),
        };
        _mergedEntries += entries.Count;
        return _mergedEntries <= JsonText.MaximumValues
            ? entries
            : throw new SourceException(
                value.Line, value.Column, $"the merge keys of this document expand to more than {JsonText.MaximumValues} values");
    }

    private ScalarNode ReadScalar()
    {
        var scalar = parser.Consume<Scalar>();
        var (line, column) = ((int)scalar.Start.Line, (int)scalar.Start.Column);
        var tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        var wanted = tag switch
        {
            "tag:yaml.org,2002:null" => "Null",
            "tag:yaml.org,2002:bool" => "True False",
            "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" => "Number",
            "tag:yaml.org,2002:binary" =>
                throw Problem(scalar, "`!!binary` is not supported: write the base64 text without the tag"),
            _ => "",
        };
        if (wanted.Length == 0 && (tag.Length > 0 || scalar.Style != ScalarStyle.Plain))
        {
            return new ScalarNode(line, column, JsonValueKind.String, scalar.Value);
        }

        var (kind, text) = YamlScalars.Resolve(scalar.Value)
            ?? throw Problem(scalar, $"`{scalar.Value}` is a number that JSON cannot hold; quote it if a string is meant");
        return wanted.Length == 0 || wanted.Contains(kind.ToString(), StringComparison.Ordinal)
            ? new ScalarNode(line, column, kind, text)
            : throw Problem(scalar, $"`{scalar.Value}` is not what its tag `{tag}` says");
    }

    private static SourceException Problem(ParsingEvent at, string message) =>
        new((int)at.Start.Line, (int)at.Start.Column, message);
}
