using System.Buffers;
using System.Text.Json;

namespace FrrK8s.Host.Sessions;

/// <summary>Makes the body of a request.</summary>
internal static class JsonBody
{
    /// <summary>What a function writes, as an element.</summary>
    public static JsonElement Of(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            write(json);
        }

        return JsonElement.Parse(bytes.WrittenSpan);
    }
}
