using System.Text.Json;
using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>An object that somebody wants to write, read before anything is asked of others.</summary>
/// <param name="Object">The manifest as it would be stored.</param>
/// <param name="Old">The manifest as it is stored; null for a new object.</param>
internal sealed record AdmissionQuestion(JsonElement Object, JsonElement? Old)
{
    /// <summary>The object, read.</summary>
    public Declaration New { get; } = Engine.Declare(Object);

    /// <summary>The version before, read; null for a new object.</summary>
    public Declaration? Before { get; } = Old is { } old ? Engine.Declare(old) : null;

    /// <summary>True when nothing changes that means anything: labels, finalizers, annotations, status.</summary>
    public bool IsUnchanged => Old is { } old && JsonElement.DeepEquals(SpecOf(old), SpecOf(Object));

    /// <summary>True for an object that only waits for its finalizers.</summary>
    public bool IsGoing => Child(Child(Object, "metadata"), "deletionTimestamp").ValueKind == JsonValueKind.String;

    /// <summary>The raw snippet, or an empty text.</summary>
    public static string SnippetOf(JsonElement manifest) =>
        Child(Child(SpecOf(manifest), "raw"), "rawConfig") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private static JsonElement SpecOf(JsonElement manifest) => Child(manifest, "spec");

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;
}
