using System.Text.Json;

namespace FrrK8s.Host.Sessions;

/// <summary>Reads values out of FRR's JSON, of which a release may leave out or add any: what is missing is empty or zero.</summary>
internal static class FrrJson
{
    private static readonly JsonElement Empty = JsonElement.Parse("{}");

    /// <summary>FRR's name of the default VRF is the empty name here.</summary>
    public static string Vrf(string name) => name == "default" ? "" : name;

    /// <summary>A text.</summary>
    public static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>A count.</summary>
    public static long Number(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;

    /// <summary>An object; one without members when there is none.</summary>
    public static JsonElement Child(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : Empty;

    /// <summary>The members of an object; none of anything else.</summary>
    public static JsonElement.ObjectEnumerator Members(JsonElement element) =>
        (element.ValueKind == JsonValueKind.Object ? element : Empty).EnumerateObject();
}
