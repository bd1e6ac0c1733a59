namespace FrrK8s.Host.Kubernetes;

/// <summary>An answer without an end, line by line. Where the server says nothing for long, that is the end of it.</summary>
internal sealed class ApiStream(
    HttpResponseMessage response, Stream stream, ApiRequest request, TimeSpan silence, TimeProvider time) : IDisposable
{
    private readonly ApiBuffer _buffer = new();

    // One for all reads: a busy server is read a thousand times a second.
    private CancellationTokenSource? _expiry;
    private CancellationTokenRegistration _link;
    private CancellationToken _outer;

    /// <summary>The next line, which lives until the next call; null when the server has ended it between two lines, or said nothing more for long.</summary>
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
        Disarm();
        stream.Dispose();
        response.Dispose();
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _buffer.FillAsync(stream, Arm(cancellationToken));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            throw ApiError.Unreachable(request.Description, problem);
        }
    }

    // Cancelled when the caller's token is, or when nothing came for too long from now on.
    private CancellationToken Arm(CancellationToken cancellationToken)
    {
        if (_expiry is { IsCancellationRequested: false } && _outer == cancellationToken)
        {
            _expiry.CancelAfter(silence);
            return _expiry.Token;
        }

        Disarm();
        var expiry = new CancellationTokenSource(silence, time);
        (_expiry, _outer) = (expiry, cancellationToken);
        _link = cancellationToken.UnsafeRegister(static armed => ((CancellationTokenSource)armed!).Cancel(), expiry);
        return expiry.Token;
    }

    private void Disarm()
    {
        _link.Dispose();
        _expiry?.Dispose();
    }
}
