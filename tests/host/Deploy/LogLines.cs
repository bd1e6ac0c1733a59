using System.Collections.Concurrent;
using System.Text;

namespace FrrK8s.HostTests.Deploy;

/// <summary>Puts what a program says, line by line, where several programs' lines are.</summary>
internal sealed class LogLines(string name, ConcurrentQueue<string> lines) : TextWriter
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        if (value != '\n')
        {
            _line.Append(value);
            return;
        }

        lines.Enqueue($"{name}: {_line}");
        _line.Clear();
    }
}
