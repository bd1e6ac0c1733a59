using System.Text.Json;

namespace FrrK8s.Host.Kubernetes;

/// <summary>Makes of what went wrong an <see cref="ApiException"/> that anybody may read.</summary>
internal static class ApiError
{
    private const int MostText = 500;

    /// <summary>The answer of the server, which is a Status object when it comes from Kubernetes itself.</summary>
    public static ApiException From(int code, ReadOnlyMemory<byte> body, string what, ApiResource resource, TimeSpan? retryAfter)
    {
        var (status, reason, message) = (code, "", "");
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                (status, reason, message) = Read(document.RootElement, code);
                retryAfter ??= RetryAfter(document.RootElement);
            }
        }
        catch (JsonException)
        {
            // A proxy in between speaks its own language; the code has to do.
        }

        // A refusal can quote what was sent, and that may be a secret.
        var said = message.Length == 0 || resource.IsSecret ? "" : $": {OneLine(message)}";
        var word = reason.Length == 0 ? "" : $" {reason}";
        return new ApiException(status, reason, $"{what}: the API server answered {status}{word}{said}") { RetryAfter = retryAfter };
    }

    /// <summary>No answer, or one that broke off.</summary>
    public static ApiException Unreachable(string what, string problem, Exception? cause = null) =>
        new(0, ApiException.Unreachable, $"{what}: {OneLine(problem)}", cause);

    /// <summary>The same, in the words of what was thrown.</summary>
    public static ApiException Unreachable(string what, Exception cause)
    {
        // The outer message of a TLS failure only says that there is an inner one.
        var words = cause.InnerException is { } inner && !cause.Message.Contains(inner.Message, StringComparison.Ordinal)
            ? $"{cause.Message.TrimEnd('.')}: {inner.Message}"
            : cause.Message;
        return Unreachable(what, words, cause);
    }

    private static (int Status, string Reason, string Message) Read(JsonElement status, int code) => (
        status.TryGetProperty("code", out var found) && found.TryGetInt32Safely(out var number) ? number : code,
        status.TextOf("reason"),
        status.TextOf("message"));

    private static TimeSpan? RetryAfter(JsonElement status) =>
        status.TryGetProperty("details", out var details)
        && details.ValueKind == JsonValueKind.Object
        && details.TryGetProperty("retryAfterSeconds", out var seconds)
        && seconds.TryGetInt32Safely(out var number)
            ? TimeSpan.FromSeconds(number)
            : null;

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return line.Length > MostText ? $"{line[..MostText]} …" : line;
    }
}
