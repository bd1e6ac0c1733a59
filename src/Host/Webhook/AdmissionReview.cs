using System.Text.Json;
using System.Text.Unicode;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Webhook;

/// <summary>What the API server asks: an AdmissionReview of <c>admission.k8s.io/v1</c>.</summary>
/// <param name="Uid">Goes back with the answer.</param>
/// <param name="Operation"><c>CREATE</c>, <c>UPDATE</c>, <c>DELETE</c> or <c>CONNECT</c>.</param>
/// <param name="IsDryRun">Nothing will be stored.</param>
/// <param name="Object">The object as it would be stored; null when it goes away.</param>
/// <param name="Old">The object as it is stored; null for a new one.</param>
/// <param name="Subresource">Empty for the object itself.</param>
internal sealed record AdmissionReview(string Uid, string Operation, bool IsDryRun, JsonElement? Object, JsonElement? Old, string Subresource)
{
    private const string Version = "admission.k8s.io/v1";

    private static readonly ApiResource Expected = ApiResources.FrrConfigurations;

    /// <summary>True for what can make an object another one.</summary>
    public bool IsWrite => Operation is "CREATE" or "UPDATE" && Subresource.Length == 0;

    /// <summary>Reads a request. Throws <see cref="FormatException"/> with what is wrong, in one line.</summary>
    public static AdmissionReview Read(ReadOnlyMemory<byte> body)
    {
        var review = Parse(body);
        if (review.TextOf("kind") != "AdmissionReview" || review.TextOf("apiVersion") != Version)
        {
            throw new FormatException(
                $"apiVersion `{review.TextOf("apiVersion")}` and kind `{review.TextOf("kind")}` are not `{Version}` and `AdmissionReview`");
        }

        if (review.Child("request") is not { ValueKind: JsonValueKind.Object } request)
        {
            throw new FormatException("request: the field is missing");
        }

        var read = new AdmissionReview(
            Required(request, "uid"),
            Required(request, "operation"),
            request.Child("dryRun") is { ValueKind: JsonValueKind.True },
            request.Child("object"),
            request.Child("oldObject"),
            request.TextOf("subResource"));
        CheckKind(request);
        return read.IsWrite ? read with { Object = Whole(read.Object, request) } : read;
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            CheckTexts(body.Span);
            return JsonElement.Parse(body.Span);
        }
        catch (JsonException malformed)
        {
            // The parser's own words may quote the text.
            throw new FormatException($"the body is no JSON document (line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1})", malformed);
        }
    }

    // The parser lets pass what is no text, and fails at whoever reads it.
    private static void CheckTexts(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
        {
            throw new FormatException("the body is not UTF-8");
        }

        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            try
            {
                _ = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped ? reader.GetString() : null;
            }
            catch (InvalidOperationException broken)
            {
                throw new FormatException(
                    $"the text at byte {reader.TokenStartIndex + 1} has half of a surrogate pair, which is no character; `\\ud83d\\ude00` is a whole one", broken);
            }
        }
    }

    private static string Required(JsonElement request, string field) => request.TextOf(field) is { Length: > 0 } text
        ? text
        : throw new FormatException($"request.{field}: the field is missing");

    private static void CheckKind(JsonElement request)
    {
        var kind = request.Child("kind") ?? default;
        if (kind.TextOf("kind") != Expected.Kind || kind.TextOf("group") != Expected.Group)
        {
            throw new FormatException($"request.kind: `{kind.TextOf("kind")}` of the group `{kind.TextOf("group")}` is not `{Expected.Kind}` of `{Expected.Group}`");
        }
    }

    private static JsonElement Whole(JsonElement? found, JsonElement request) => found is { ValueKind: JsonValueKind.Object } manifest
        ? manifest
        : throw new FormatException($"request.object: a {request.TextOf("operation")} has an object");
}
