using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Schema;

namespace FrrK8s.KubeApi.Http;

/// <summary>A request that is answered with a Status object that says what is wrong.</summary>
internal sealed class ApiFailure(int code, string reason, string message, JsonObject? details = null) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Code => code;

    /// <summary>After how long to try again; 0 when nothing is said.</summary>
    public int RetryAfterSeconds { get; init; }

    /// <summary>The word of the Status.</summary>
    public string Reason => reason;

    /// <summary>The Status object.</summary>
    public JsonObject Status()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
        };
        if (reason.Length > 0)
        {
            status["reason"] = reason;
        }

        var shown = (JsonObject?)details?.DeepClone();
        if (RetryAfterSeconds > 0)
        {
            shown ??= [];
            shown["retryAfterSeconds"] = RetryAfterSeconds;
        }

        if (shown is not null)
        {
            status["details"] = shown;
        }

        status["code"] = code;
        return status;
    }

    /// <summary>The request makes no sense.</summary>
    public static ApiFailure BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>Nobody knows who is asking.</summary>
    public static ApiFailure Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    /// <summary>Whether it is said in words alone, without a Status object.</summary>
    public bool IsPlain { get; private init; }

    /// <summary>No such path. A kind that is not served yet is one.</summary>
    public static ApiFailure NoSuchPath() => new(404, "NotFound", "404 page not found") { IsPlain = true };

    /// <summary>No such object.</summary>
    public static ApiFailure NotFound(ResourceKind kind, string name) =>
        new(404, "NotFound", $"{kind.QualifiedPlural} \"{name}\" not found", Details(kind, name));

    /// <summary>It is there already.</summary>
    public static ApiFailure AlreadyExists(ResourceKind kind, string name) =>
        new(409, "AlreadyExists", $"{kind.QualifiedPlural} \"{name}\" already exists", Details(kind, name));

    /// <summary>Somebody else has written.</summary>
    public static ApiFailure Conflict(
        ResourceKind kind, string name, string why = "the object has been modified; please apply your changes to the latest version and try again") =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {kind.QualifiedPlural} \"{name}\": {why}", Details(kind, name));

    /// <summary>The object is not valid.</summary>
    public static ApiFailure Invalid(ResourceKind kind, string name, IReadOnlyList<SchemaFinding> findings)
    {
        var details = Details(kind, name, kind.Kind);
        details["causes"] = new JsonArray([.. findings.Select(finding => finding.Cause())]);
        var texts = findings.Select(finding => finding.ToString()).ToArray();
        var said = texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
        var called = kind.Group.Length == 0 ? kind.Kind : $"{kind.Kind}.{kind.Group}";
        return new ApiFailure(422, "Invalid", $"{called} \"{name}\" is invalid: {said}", details);
    }

    /// <summary>What was asked for is too old.</summary>
    public static ApiFailure Expired(string message) => new(410, "Expired", message);

    /// <summary>Not with this method.</summary>
    public static ApiFailure MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    /// <summary>Not in this form.</summary>
    public static ApiFailure Unsupported(string accepted) =>
        new(415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {accepted}", []);

    /// <summary>Which object a Status is about.</summary>
    public static JsonObject Details(ResourceKind kind, string name, string? kindName = null)
    {
        var details = new JsonObject { ["name"] = name };
        if (kind.Group.Length > 0)
        {
            details["group"] = kind.Group;
        }

        details["kind"] = kindName ?? kind.Plural;
        return details;
    }
}
