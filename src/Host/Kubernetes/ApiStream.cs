namespace FrrK8s.Host.Kubernetes;

/// <summary>An answer without an end, line by line. A server that says nothing for too long counts as gone.</summary>
internal sealed class ApiStream(
    HttpResponseMessage response, Stream stream, ApiRequest request, TimeSpan silence, TimeProvider time) : IDisposable
{
    private readonly ApiBuffer _buffer = new();

    /// <summary>The next line, which lives until the next call; null when the server has ended it between two lines.</summary>
    public async Task<ReadOnlyMemory<byte>?> NextLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_buffer.NextLine() is { } line)
            {
                return line;
            }

            if (await FillAsync(cancellationToken))
            {
                continue;
            }

            return _buffer.IsInsideLine ? throw ApiError.Unreachable(request.Description, "the connection broke off inside an event") : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        response.Dispose();
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        try
        {
            return await _buffer.FillAsync(stream, either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw ApiError.Unreachable(request.Description, $"not a word for {silence.TotalSeconds:0} s", late);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            throw ApiError.Unreachable(request.Description, problem);
        }
    }
}
