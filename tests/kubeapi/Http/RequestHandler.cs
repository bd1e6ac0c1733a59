using System.Collections.Concurrent;
using FrrK8s.KubeApi.Access;
using FrrK8s.KubeApi.Faults;
using Microsoft.AspNetCore.Http;

namespace FrrK8s.KubeApi.Http;

/// <summary>Every request comes in here: faults first, then who asks, then what.</summary>
internal sealed class RequestHandler(ServerState server)
{
    private const int Remembered = 20_000;
    private readonly ConcurrentQueue<RequestRecord> _records = new();

    /// <summary>The latest requests, oldest first.</summary>
    public IReadOnlyList<RequestRecord> Records => [.. _records];

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            await AnswerAsync(http);
        }
        catch (ApiFailure failure) when (!http.Response.HasStarted)
        {
            if (failure.RetryAfterSeconds > 0)
            {
                http.Response.Headers.RetryAfter = $"{failure.RetryAfterSeconds}";
            }

            await (failure.IsPlain ? Responses.PlainAsync(http, failure.Message, failure.Code) : Responses.JsonAsync(http, failure.Status(), failure.Code));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer.
        }
        catch (IOException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The same, seen by a write.
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var call = ResourcePath.Read(http, server.Kinds);
        var record = call?.Record ?? new RequestRecord(http.Request.Method, "", "", "", "", http.Request.Path, http.Request.QueryString.ToString());
        _records.Enqueue(record);
        if (_records.Count > Remembered)
        {
            _records.TryDequeue(out _);
        }

        if (server.Faults.Take(record) is { } fault && await StrikeAsync(http, fault))
        {
            return;
        }

        if (http.Request.Path.Value is "/healthz" or "/readyz" or "/livez")
        {
            await http.Response.WriteAsync("ok", http.RequestAborted);
            return;
        }

        var user = Authenticate(http);
        if (!server.Access.Authorize(user, record))
        {
            var what = record.Plural.Length > 0 ? $"{record.Plural} is forbidden: User \"{user.Name}\" cannot {record.Verb} resource \"{record.Plural}\"" : "forbidden";
            throw new ApiFailure(403, "Forbidden", what, []);
        }

        await (call is not null ? ServeAsync(call with { User = user }) : DescribeAsync(http));
    }

    private static async Task<bool> StrikeAsync(HttpContext http, RequestFault fault)
    {
        await fault.Before(http.RequestAborted);
        switch (fault.Status)
        {
            case null:
                return false;
            case 0:
                http.Abort();
                return true;
            case { } status:
                throw new ApiFailure(status, Reason(status), $"the server answers {status} because it was told to", [])
                {
                    RetryAfterSeconds = fault.RetryAfterSeconds,
                };
        }
    }

    private static string Reason(int status) => status switch
    {
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        409 => "Conflict",
        410 => "Expired",
        429 => "TooManyRequests",
        503 => "ServiceUnavailable",
        504 => "Timeout",
        _ => "InternalError",
    };

    private UserInfo Authenticate(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && server.Access.Find(header["Bearer ".Length..].Trim()) is { } user
            ? user
            : throw ApiFailure.Unauthorized();
    }

    private Task ServeAsync(ApiCall call) => (call.Verb, call.Kind.IsReview) switch
    {
        ("create", _) when call.Name.Length == 0 => WriteHandler.CreateAsync(call, server),
        (_, true) => throw ApiFailure.MethodNotAllowed(),
        ("get", _) => ReadHandler.GetAsync(call, server),
        ("list", _) => ReadHandler.ListAsync(call, server),
        ("watch", _) => WatchHandler.RunAsync(call, server),
        ("update", _) when call.Name.Length > 0 => WriteHandler.ReplaceAsync(call, server),
        ("patch", _) when call.Name.Length > 0 => WriteHandler.PatchAsync(call, server),
        ("delete", _) when call.Subresource.Length == 0 => WriteHandler.DeleteAsync(call, server),
        ("deletecollection", _) => WriteHandler.DeleteManyAsync(call, server),
        _ => throw ApiFailure.MethodNotAllowed(),
    };

    private async Task DescribeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (path == "/openapi/v2" && http.Request.Headers.Accept.ToString().Contains("proto-openapi", StringComparison.Ordinal))
        {
            http.Response.ContentType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
            await http.Response.Body.WriteAsync(OpenApiSecond.Protobuf(server.Kinds), http.RequestAborted);
            return;
        }

        var answer = path switch
        {
            "/openapi/v2" => OpenApiSecond.Document(server.Kinds),
            _ when path.StartsWith("/openapi/v3", StringComparison.Ordinal) => OpenApi.Third(path, server.Kinds),
            _ => Discovery.Answer(path, server.Kinds),
        };
        await Responses.JsonAsync(http, answer ?? throw ApiFailure.NoSuchPath());
    }
}
