using System.Text;

namespace FrrK8s.KubeApi.Http;

/// <summary>Writes messages of protocol buffers, as far as texts and messages inside messages go.</summary>
internal sealed class ProtobufWriter
{
    private const int LengthDelimited = 2;
    private readonly List<byte> _bytes = [];

    /// <summary>What is written so far.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>A text; an absent one is left out.</summary>
    public void Text(int field, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Bytes(field, Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>A message, which may be empty.</summary>
    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner.ToArray());
    }

    private void Bytes(int field, byte[] bytes)
    {
        Number((field << 3) | LengthDelimited);
        Number(bytes.Length);
        _bytes.AddRange(bytes);
    }

    // Seven bits a byte, the lowest first; the highest bit says that more come.
    private void Number(int value)
    {
        for (; value > 0x7F; value >>= 7)
        {
            _bytes.Add((byte)(value | 0x80));
        }

        _bytes.Add((byte)value);
    }
}
