using System.Text.Json;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Rules;

namespace FrrK8s.Host.Prove;

/// <summary>The objects that laws are tried on, and what the rules make of some of them. What was asked lately is remembered.</summary>
internal sealed class ProofSubject
{
    private const int Remembered = 512;

    private readonly NodeInput _input;
    private readonly List<JsonElement> _objects;
    private readonly Dictionary<string, NodeResult> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Document> _documents = new(StringComparer.Ordinal);

    /// <summary>Takes the objects of an input that are for its node.</summary>
    public ProofSubject(NodeInput input)
    {
        _input = input;
        var others = Engine.Compile(input).Objects
            .Where(report => report.Verdict == Verdict.NotSelected)
            .Select(report => $"{report.Namespace}/{report.Name}")
            .ToHashSet(StringComparer.Ordinal);
        _objects = input.Configurations.Where(json => !others.Contains(IdOf(json))).ToList();
        ByAge = Enumerable.Range(0, _objects.Count)
            .OrderBy(number => CreatedOf(_objects[number]))
            .ThenBy(NameOf, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>How many objects there are; their numbers count from 0.</summary>
    public int Count => _objects.Count;

    /// <summary>All objects, the oldest first, as they are admitted.</summary>
    public IReadOnlyList<int> ByAge { get; }

    /// <summary><c>namespace/name</c> of an object.</summary>
    public string NameOf(int number) => IdOf(_objects[number]);

    /// <summary>What the rules make of these objects.</summary>
    public NodeResult ResultOf(IReadOnlyList<int> objects)
    {
        var key = string.Join(',', objects);
        if (!_results.TryGetValue(key, out var result))
        {
            _input.Configurations = objects.Select(number => _objects[number]).ToList();
            result = Engine.Compile(_input);
            Remember(_results, key, result);
        }

        return result;
    }

    /// <summary>The configuration that they give.</summary>
    public string TextOf(IReadOnlyList<int> objects) => ResultOf(objects).Text;

    /// <summary>The same as a tree.</summary>
    public Document DocumentOf(IReadOnlyList<int> objects)
    {
        var key = string.Join(',', objects);
        if (!_documents.TryGetValue(key, out var document))
        {
            document = Document.Parse(TextOf(objects));
            Remember(_documents, key, document);
        }

        return document;
    }

    /// <summary>Those of the objects that are admitted, by name.</summary>
    public IReadOnlySet<string> AdmittedOf(IReadOnlyList<int> objects) => ResultOf(objects).Objects
        .Where(report => report.Verdict == Verdict.Accepted)
        .Select(report => $"{report.Namespace}/{report.Name}")
        .ToHashSet(StringComparer.Ordinal);

    private static void Remember<T>(Dictionary<string, T> memory, string key, T value)
    {
        if (memory.Count >= Remembered)
        {
            memory.Clear();
        }

        memory.Add(key, value);
    }

    private static string IdOf(JsonElement json) =>
        $"{(Metadata(json, "namespace") is { Length: > 0 } ns ? ns : "default")}/{Metadata(json, "name")}";

    private static DateTimeOffset CreatedOf(JsonElement json) =>
        DateTimeOffset.TryParse(Metadata(json, "creationTimestamp"), null, System.Globalization.DateTimeStyles.AssumeUniversal, out var created)
            ? created
            : DateTimeOffset.MinValue;

    private static string Metadata(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty("metadata", out var metadata)
        && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
