using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;
using FrrK8s.KubeApi.Tables;
using Microsoft.AspNetCore.Http;

namespace FrrK8s.KubeApi.Http;

/// <summary>Writes answers.</summary>
internal static class Responses
{
    /// <summary>The form that a request accepts, the first one that we have.</summary>
    public static ResponseForm FormOf(HttpRequest request)
    {
        foreach (var accepted in request.Headers.Accept.ToString().Split(','))
        {
            var parts = accepted.Split(';').Select(part => part.Trim()).ToArray();
            if (parts[0] is not ("application/json" or "*/*" or "application/*"))
            {
                continue;
            }

            var form = Array.Find(parts, part => part.StartsWith("as=", StringComparison.Ordinal))?[3..];
            switch (form)
            {
                case null:
                    return ResponseForm.Object;
                case "Table":
                    return ResponseForm.Table;
                case "PartialObjectMetadata" or "PartialObjectMetadataList":
                    return ResponseForm.Metadata;
                default:
                    continue;
            }
        }

        return ResponseForm.Object;
    }

    /// <summary>Answers with any JSON.</summary>
    public static async Task JsonAsync(HttpContext http, JsonNode body, int status = 200)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body), http.RequestAborted);
    }

    /// <summary>Answers with words.</summary>
    public static Task PlainAsync(HttpContext http, string text, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync($"{text}\n", http.RequestAborted);
    }

    /// <summary>Answers with one object.</summary>
    public static async Task ObjectAsync(ApiCall call, StoredObject item, int status, DateTimeOffset now)
    {
        call.Http.Response.StatusCode = status;
        call.Http.Response.ContentType = "application/json";
        await call.Http.Response.Body.WriteAsync(Form(call.Kind, item, FormOf(call.Http.Request), now), call.Aborted);
    }

    /// <summary>An object in a form.</summary>
    public static byte[] Form(ResourceKind kind, StoredObject item, ResponseForm form, DateTimeOffset now) => form switch
    {
        ResponseForm.Table => Written(json => TableWriter.Write(json, kind, [item], $"{item.ResourceVersion}", default, now)),
        ResponseForm.Metadata => Written(json => Metadata(json, item)),
        _ => item.Bytes,
    };

    /// <summary>A list in a form.</summary>
    public static byte[] List(
        ResourceKind kind, IReadOnlyList<StoredObject> items, long revision, (string? Continue, int? Remaining) rest, ResponseForm form, DateTimeOffset now) =>
        Written(json =>
        {
            if (form == ResponseForm.Table)
            {
                TableWriter.Write(json, kind, items, $"{revision}", rest, now);
                return;
            }

            json.WriteStartObject();
            json.WriteString("kind", form == ResponseForm.Metadata ? "PartialObjectMetadataList" : $"{kind.Kind}List");
            json.WriteString("apiVersion", form == ResponseForm.Metadata ? "meta.k8s.io/v1" : kind.ApiVersion);
            json.WriteStartObject("metadata");
            json.WriteString("resourceVersion", $"{revision}");
            if (rest.Continue is not null)
            {
                json.WriteString("continue", rest.Continue);
                json.WriteNumber("remainingItemCount", rest.Remaining ?? 0);
            }

            json.WriteEndObject();
            json.WriteStartArray("items");
            foreach (var item in items)
            {
                Item(json, kind, item, form);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void Item(Utf8JsonWriter json, ResourceKind kind, StoredObject item, ResponseForm form)
    {
        if (form == ResponseForm.Metadata)
        {
            Metadata(json, item);
        }
        else
        {
            json.WriteRawValue(kind.IsCustom ? item.Bytes : item.WithoutKind, skipInputValidation: true);
        }
    }

    private static void Metadata(Utf8JsonWriter json, StoredObject item)
    {
        json.WriteStartObject();
        json.WriteString("kind", "PartialObjectMetadata");
        json.WriteString("apiVersion", "meta.k8s.io/v1");
        json.WritePropertyName("metadata");
        item.Json.GetProperty("metadata").WriteTo(json);
        json.WriteEndObject();
    }

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.ToArray();
    }
}
