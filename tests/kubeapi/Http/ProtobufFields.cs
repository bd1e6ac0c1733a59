using System.Text;

namespace FrrK8s.KubeApi.Http;

/// <summary>The fields of a message in protocol buffers' encoding: numbers, and bytes that are text, bytes or a message again.</summary>
internal sealed class ProtobufFields
{
    private readonly List<(int Field, ulong Number, byte[]? Bytes)> _fields = [];

    private ProtobufFields()
    {
    }

    /// <summary>Reads a message. Throws <see cref="ApiFailure"/> for what is none.</summary>
    public static ProtobufFields Read(ReadOnlySpan<byte> message)
    {
        var read = new ProtobufFields();
        while (!message.IsEmpty)
        {
            var key = Number(ref message);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    read._fields.Add((field, Number(ref message), null));
                    break;
                case 2:
                    var length = Number(ref message);
                    if (length > (ulong)message.Length)
                    {
                        throw Broken();
                    }

                    read._fields.Add((field, 0, message[..(int)length].ToArray()));
                    message = message[(int)length..];
                    break;
                default:
                    throw Broken();
            }
        }

        return read;
    }

    /// <summary>The bytes of a field; empty when it is not there.</summary>
    public byte[] Bytes(int field) => All(field).LastOrDefault() ?? [];

    /// <summary>The text of a field; empty when it is not there.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    /// <summary>A field that is a message.</summary>
    public ProtobufFields Message(int field) => Read(Bytes(field));

    /// <summary>A field that is a map: each entry's key, and its value as bytes.</summary>
    public IEnumerable<(string Key, byte[] Value)> Map(int field) => All(field).Select(entry => Read(entry)).Select(entry => (entry.Text(1), entry.Bytes(2)));

    private IEnumerable<byte[]> All(int field) => _fields.Where(one => one.Field == field).Select(one => one.Bytes ?? throw Broken());

    private static ulong Number(ref ReadOnlySpan<byte> message)
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (message.IsEmpty)
            {
                break;
            }

            var part = message[0];
            message = message[1..];
            number |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }

        throw Broken();
    }

    private static ApiFailure Broken() => ApiFailure.BadRequest("the object provided is unrecognized (must be of type protobuf)");
}
