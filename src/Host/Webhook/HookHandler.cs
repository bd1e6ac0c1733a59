using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Webhook;

/// <summary>The paths of the webhook. Whatever is sent gets an answer that says what is wrong with it.</summary>
internal sealed class HookHandler(Admissions admissions, Func<string?> notReady, ILogger logger)
{
    /// <summary>The path that the reference's ValidatingWebhookConfiguration names.</summary>
    public const string ValidatePath = "/validate-frrk8s-metallb-io-v1beta1-frrconfiguration";

    /// <summary>A review holds an object twice, and the API server takes 3 MiB of each.</summary>
    public const int MostBytes = 16 << 20;

    // The API server itself gives up after 10 s unless it is told otherwise, and after 30 s at the latest.
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(20);

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext context) => context.Request.Path.Value switch
    {
        ValidatePath => ValidateAsync(context),
        "/healthz" => ProbeAsync(context, null),
        "/readyz" => ProbeAsync(context, notReady()),
        _ => SayAsync(context, 404, $"no such path; there are {ValidatePath}, /healthz and /readyz"),
    };

    private static Task ProbeAsync(HttpContext context, string? problem)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return NotAllowedAsync(context, "GET");
        }

        if (problem is not null)
        {
            return SayAsync(context, 503, problem);
        }

        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("{\"status\": \"ok\"}", context.RequestAborted);
    }

    private async Task ValidateAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await NotAllowedAsync(context, "POST");
        }
        else if (!IsJson(context.Request.ContentType))
        {
            await SayAsync(context, 415, $"the content type `{context.Request.ContentType}` is not `application/json`");
        }
        else if (notReady() is { } problem)
        {
            await SayAsync(context, 503, problem);
        }
        else
        {
            await ReviewAsync(context);
        }
    }

    private async Task ReviewAsync(HttpContext context)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        reading.CancelAfter(LongestRead);
        AdmissionReview review;
        try
        {
            review = AdmissionReview.Read(await BodyAsync(context.Request, reading.Token));
        }
        catch (FormatException malformed)
        {
            logger.LogWarning("a request was no AdmissionReview: {Problem}", malformed.Message);
            await SayAsync(context, 400, malformed.Message);
            return;
        }
        catch (BadHttpRequestException bad)
        {
            await SayAsync(context, bad.StatusCode, bad.StatusCode == 413 ? $"the body has more than {MostBytes} bytes" : bad.Message);
            return;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await SayAsync(context, 408, $"the body did not come within {LongestRead.TotalSeconds:0} s");
            return;
        }

        var answer = await admissions.AnswerAsync(review, context.RequestAborted);
        var reply = AdmissionReply.Write(review.Uid, answer);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = reply.Length;
        await context.Response.Body.WriteAsync(reply, context.RequestAborted);
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static bool IsJson(string? type) =>
        string.Equals(type?.Split(';')[0].Trim(), "application/json", StringComparison.OrdinalIgnoreCase);

    private static Task NotAllowedAsync(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return SayAsync(context, 405, $"the method is not {allowed}");
    }

    private static Task SayAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }
}
