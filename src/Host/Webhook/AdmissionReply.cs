using System.Buffers;
using System.Text.Json;

namespace FrrK8s.Host.Webhook;

/// <summary>Writes the answer to an AdmissionReview.</summary>
internal static class AdmissionReply
{
    /// <summary>The body of the answer.</summary>
    public static ReadOnlyMemory<byte> Write(string uid, AdmissionAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("apiVersion", "admission.k8s.io/v1");
        writer.WriteString("kind", "AdmissionReview");
        writer.WriteStartObject("response");
        writer.WriteString("uid", uid);
        writer.WriteBoolean("allowed", answer.IsAllowed);
        if (!answer.IsAllowed)
        {
            writer.WriteStartObject("status");
            writer.WriteString("status", "Failure");
            writer.WriteString("reason", "Forbidden");
            writer.WriteNumber("code", 403);
            writer.WriteString("message", answer.Message);
            writer.WriteEndObject();
        }

        if (answer.Warnings.Count > 0)
        {
            writer.WriteStartArray("warnings");
            foreach (var warning in AdmissionAnswer.Shortened(answer.Warnings))
            {
                // It becomes a header of HTTP.
                writer.WriteStringValue(string.Concat(warning.Select(letter => char.IsControl(letter) ? ' ' : letter)));
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
