using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FrrK8s.KubeApi.Store;

/// <summary>One version of one object. It never changes, so that many can read it while it is sent.</summary>
internal sealed class StoredObject
{
    private byte[]? _withoutKind;

    /// <summary>Takes a picture of an object.</summary>
    public StoredObject(JsonObject json)
    {
        Bytes = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(json);
        Json = JsonDocument.Parse(Bytes).RootElement;
        var metadata = Json.GetProperty("metadata");
        Namespace = Text(metadata, "namespace");
        Name = Text(metadata, "name");
        Uid = Text(metadata, "uid");
        ResourceVersion = long.Parse(Text(metadata, "resourceVersion"));
        Labels = Pairs(metadata, "labels");
    }

    /// <summary>The object as it is sent.</summary>
    public byte[] Bytes { get; }

    /// <summary>The object.</summary>
    public JsonElement Json { get; }

    /// <summary>Empty for a cluster's object.</summary>
    public string Namespace { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Which object of that name it is.</summary>
    public string Uid { get; }

    /// <summary>When it was written.</summary>
    public long ResourceVersion { get; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Its place in the order of lists.</summary>
    public string Key => KeyOf(Namespace, Name);

    /// <summary>Lists of built-in kinds do not repeat the kind in each item.</summary>
    public byte[] WithoutKind => _withoutKind ??= Strip();

    /// <summary>The key of a name.</summary>
    public static string KeyOf(string? ns, string name) => string.IsNullOrEmpty(ns) ? name : $"{ns}/{name}";

    /// <summary>A copy that may be changed.</summary>
    public JsonObject Edit() => JsonNode.Parse(Bytes)!.AsObject();

    private byte[] Strip()
    {
        var copy = Edit();
        copy.Remove("kind");
        copy.Remove("apiVersion");
        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(copy);
    }

    private static string Text(JsonElement metadata, string name) =>
        metadata.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static ImmutableDictionary<string, string> Pairs(JsonElement metadata, string name) =>
        metadata.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().ToImmutableDictionary(pair => pair.Name, pair => pair.Value.ToString(), StringComparer.Ordinal)
            : ImmutableDictionary<string, string>.Empty;
}
