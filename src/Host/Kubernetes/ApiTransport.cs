using System.Globalization;
using System.Net.Http.Headers;
using FrrK8s.Host.Metrics;

namespace FrrK8s.Host.Kubernetes;

/// <summary>Sends requests: credentials, deadlines, the server's wish to be left alone for a while. Everything that goes wrong is an <see cref="ApiException"/>.</summary>
internal sealed class ApiTransport(ApiConnection connection, ApiClientSettings settings, TimeProvider time, ApiMetrics? metrics = null) : IDisposable
{
    private readonly HttpClient _http = connection.CreateHttpClient();

    /// <summary>Sends a request and reads the whole answer into a buffer.</summary>
    public async Task<ReadOnlyMemory<byte>> SendAsync(ApiRequest request, ApiBuffer buffer, CancellationToken cancellationToken)
    {
        return await PatientlyAsync(
            () => DeadlineAsync(
                request,
                async deadline =>
                {
                    using var response = await AnswerAsync(request, buffer, deadline);
                    await using var stream = await response.Content.ReadAsStreamAsync(deadline);
                    return await buffer.ReadAllAsync(stream, deadline);
                },
                cancellationToken),
            cancellationToken);
    }

    /// <summary>Sends a request whose answer has no end.</summary>
    public async Task<ApiStream> OpenAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var response = await PatientlyAsync(
            () => DeadlineAsync(request, deadline => AnswerAsync(request, new ApiBuffer(), deadline), cancellationToken), cancellationToken);
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            return new ApiStream(response, stream, request, settings.Silence, time);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> AnswerAsync(ApiRequest request, ApiBuffer buffer, CancellationToken deadline)
    {
        using var message = new HttpRequestMessage(request.Method, new Uri(connection.BaseAddress, request.Path));
        message.Headers.Authorization = await connection.AuthorizeAsync(deadline);
        message.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(request.Accept));
        message.Headers.UserAgent.ParseAdd(connection.UserAgent);
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body.GetRawText()));
            message.Content.Headers.ContentType = request.ContentType;
        }

        var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, deadline);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            await using var stream = await response.Content.ReadAsStreamAsync(deadline);
            var text = await buffer.ReadAllAsync(stream, deadline);
            throw ApiError.From(
                (int)response.StatusCode, text, request.Description, request.Resource, response.Headers.RetryAfter?.Delta);
        }
    }

    private async Task<T> DeadlineAsync<T>(ApiRequest request, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(settings.RequestDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        var askedAt = time.GetTimestamp();
        try
        {
            var answer = await send(either.Token);
            Count(request, ApiMetrics.Answered, askedAt);
            return answer;
        }
        catch (ApiException refused)
        {
            Count(request, refused.StatusCode.ToString(CultureInfo.InvariantCulture), askedAt);
            throw;
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            Count(request, ApiMetrics.NoAnswer, askedAt);
            throw ApiError.Unreachable(
                request.Description, $"no answer from {connection.BaseAddress} within {settings.RequestDeadline.TotalSeconds:0} s", late);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or UnauthorizedAccessException or k8s.Exceptions.KubeConfigException)
        {
            Count(request, ApiMetrics.NoAnswer, askedAt);
            throw ApiError.Unreachable(request.Description, problem);
        }
    }

    private void Count(ApiRequest request, string code, long askedAt) =>
        metrics?.Asked(request.Word, code, request.Word == "watch" ? null : time.GetElapsedTime(askedAt));

    // A request that is put off was not carried out: it may be sent again whatever it is.
    private async Task<T> PatientlyAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            TimeSpan pause;
            try
            {
                return await send();
            }
            catch (ApiException later) when (tries < settings.MostRetries && IsPutOff(later))
            {
                pause = later.RetryAfter ?? TimeSpan.FromSeconds(1);
            }

            // Many nodes are put off at once, and should not come back at once.
            var spread = pause * (1 + (Random.Shared.NextDouble() / 4));
            await Task.Delay(spread < settings.LongestPause ? spread : settings.LongestPause, time, cancellationToken);
        }
    }

    private static bool IsPutOff(ApiException problem) =>
        problem.StatusCode == 429 || (problem.StatusCode == 503 && problem.RetryAfter is not null);
}
