using System.Buffers;

namespace FrrK8s.Host.Frr;

/// <summary>The bytes of one answer, in memory that is lent: questions are asked each second, and an answer may be some 100 kB.</summary>
internal sealed class VtyAnswer : IDisposable
{
    private const int FirstSize = 16_384;

    // Three zero bytes and the return code.
    private const int End = 4;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    /// <summary>What came so far ends as an answer does.</summary>
    public bool IsComplete => _length >= End && _bytes.AsSpan(_length - End, End - 1).IndexOfAnyExcept((byte)0) < 0;

    /// <summary>The return code of a complete answer; 0 is success.</summary>
    public byte Code => _bytes[_length - 1];

    /// <summary>The text of a complete answer, until this is disposed.</summary>
    public ReadOnlyMemory<byte> Text => _bytes.AsMemory(0, _length - End);

    /// <summary>Room for more bytes.</summary>
    public Memory<byte> Room()
    {
        if (_length == _bytes.Length)
        {
            var more = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            _bytes.AsSpan(0, _length).CopyTo(more);
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
            _bytes = more;
        }

        return _bytes.AsMemory(_length);
    }

    /// <summary>So many bytes of the room were filled.</summary>
    public void Add(int count) => _length += count;

    /// <inheritdoc/>
    public void Dispose()
    {
        // An answer may hold a password, and the memory goes to whoever asks next.
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = [];
    }
}
