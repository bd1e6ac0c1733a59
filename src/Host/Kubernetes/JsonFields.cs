using System.Text.Json;

namespace FrrK8s.Host.Kubernetes;

/// <summary>Looks into JSON that should have a certain shape, and takes it calmly when it has not.</summary>
internal static class JsonFields
{
    /// <summary>The text of a field; empty when there is none.</summary>
    public static string TextOf(this JsonElement element, string field) =>
        element.Child(field) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    /// <summary>The number of a field; 0 when there is none.</summary>
    public static long NumberOf(this JsonElement element, string field) =>
        element.Child(field) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : 0;

    /// <summary>A field that is there and is not null.</summary>
    public static JsonElement? Child(this JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The items of a list; none when it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A whole number, where it is one.</summary>
    public static bool TryGetInt32Safely(this JsonElement element, out int number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out number);
    }
}
