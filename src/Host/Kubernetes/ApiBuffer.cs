namespace FrrK8s.Host.Kubernetes;

/// <summary>Reads a stream to its end, or line by line, into one buffer that grows as far as it must and is used again.</summary>
internal sealed class ApiBuffer
{
    // An object has at most 3 MiB; a chunk of them is longer.
    private const int MostBytes = 256 * 1024 * 1024;

    private byte[] _bytes = new byte[64 * 1024];
    private int _start;
    private int _scanned;
    private int _end;

    /// <summary>True when there is the beginning of a line without its end.</summary>
    public bool IsInsideLine => _end > _start;

    /// <summary>All that the stream has. It lives until the next call.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        (_start, _scanned, _end) = (0, 0, 0);
        while (await FillAsync(stream, cancellationToken))
        {
        }

        return _bytes.AsMemory(0, _end);
    }

    /// <summary>The next line that is whole, without its end; null when more has to be read. It lives until the next read.</summary>
    public ReadOnlyMemory<byte>? NextLine()
    {
        var length = _bytes.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
        if (length < 0)
        {
            _scanned = _end;
            return null;
        }

        var line = _bytes.AsMemory(_start, _scanned + length - _start);
        _start = _scanned += length + 1;
        return line;
    }

    /// <summary>Reads more; false at the end of the stream.</summary>
    public async Task<bool> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        MakeRoom();
        var count = await stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken);
        _end += count;
        return count > 0;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_start, _scanned, _end) = (0, _scanned - _start, _end - _start);
        }

        if (_end < _bytes.Length)
        {
            return;
        }

        if (_bytes.Length >= MostBytes)
        {
            throw new IOException($"the answer is longer than {MostBytes} bytes");
        }

        Array.Resize(ref _bytes, _bytes.Length * 2);
    }
}
