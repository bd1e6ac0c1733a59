using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FrrK8s.KubeApi.Http;

/// <summary>Reads the bodies of requests.</summary>
internal static class Bodies
{
    /// <summary>The type of the body, without its parameters.</summary>
    public static string TypeOf(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim();

    /// <summary>The text of the body.</summary>
    public static async Task<byte[]> ReadAsync(ApiCall call)
    {
        using var buffer = new MemoryStream();
        try
        {
            await call.Http.Request.Body.CopyToAsync(buffer, call.Aborted);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == 413)
        {
            throw new ApiFailure(413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728", []);
        }

        return buffer.ToArray();
    }

    /// <summary>The object of a body that is an object.</summary>
    public static async Task<JsonObject> ReadObjectAsync(ApiCall call)
    {
        var bytes = await ReadAsync(call);
        return TypeOf(call.Http.Request) switch
        {
            "" or "application/json" => Parse(bytes),
            "application/yaml" => FromYaml(bytes),
            ProtobufSecret.ContentType => ProtobufSecret.Read(call.Kind, bytes),
            _ => throw ApiFailure.Unsupported("application/json, application/yaml"),
        };
    }

    /// <summary>An object in JSON.</summary>
    public static JsonObject Parse(byte[] bytes) =>
        ParseNode(bytes) as JsonObject ?? throw ApiFailure.BadRequest("the object provided is unrecognized: it is not a JSON object");

    /// <summary>Any JSON.</summary>
    public static JsonNode? ParseNode(byte[] bytes)
    {
        try
        {
            var node = JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            // Names that occur twice are found when the names are looked at.
            _ = node?.DeepClone();
            return node;
        }
        catch (Exception refused) when (refused is JsonException or ArgumentException)
        {
            throw ApiFailure.BadRequest($"the object provided is unrecognized (must be of type JSON): {refused.Message}");
        }
    }

    /// <summary>An object in YAML, of which JSON is a part.</summary>
    public static JsonObject FromYaml(byte[] bytes) =>
        YamlJson.Read(Encoding.UTF8.GetString(bytes)) is [JsonObject item]
            ? item
            : throw ApiFailure.BadRequest("the object provided is unrecognized: it is not an object");
}
