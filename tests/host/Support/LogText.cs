using System.Text;

namespace FrrK8s.HostTests.Support;

/// <summary>A log that is read while others write it.</summary>
internal sealed class LogText : TextWriter
{
    private readonly Lock _guard = new();
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_guard)
        {
            _text.Append(value);
        }
    }

    public override void Write(string? value)
    {
        lock (_guard)
        {
            _text.Append(value);
        }
    }

    public override void WriteLine(string? value) => Write($"{value}{NewLine}");

    public override string ToString()
    {
        lock (_guard)
        {
            return _text.ToString();
        }
    }
}
