namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// The API server said no, could not be reached, or answered with what is no answer. The message is one line for people and holds no body.
/// </summary>
/// <param name="statusCode">HTTP's, or 0 when there was no answer.</param>
/// <param name="reason">The API server's word for it, for example <c>NotFound</c>, <c>Conflict</c>, <c>Expired</c>; <see cref="Unreachable"/> when there was no answer.</param>
internal sealed class ApiException(int statusCode, string reason, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The reason when there was no answer.</summary>
    public const string Unreachable = "Unreachable";

    /// <summary>HTTP's, or 0 when there was no answer.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>The API server's word for it.</summary>
    public string Reason { get; } = reason;

    /// <summary>How long the API server wants to be left alone; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>No such object, or no such kind.</summary>
    public bool IsNotFound => StatusCode == 404;

    /// <summary>Somebody else wrote it meanwhile, or it is there already.</summary>
    public bool IsConflict => StatusCode == 409;

    /// <summary>What was asked for is too long ago: it has to be listed anew.</summary>
    public bool IsGone => StatusCode == 410;

    /// <summary>The server understood and will not do it, today or a minute later: who asks again alike gets the same answer.</summary>
    public bool IsRefusal => StatusCode is >= 400 and < 500 and not (401 or 408 or 409 or 410 or 429);
}
