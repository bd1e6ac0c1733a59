using System.Text;

namespace FrrK8s.Host.Frr;

/// <summary>Collects what comes out of a pipe while it comes, so that it is there even if the pipe never ends.</summary>
internal sealed class PipeCapture
{
    private readonly StringBuilder _text = new();
    private readonly Lock _lock = new();

    /// <summary>Starts to read.</summary>
    public PipeCapture(StreamReader pipe) => Done = PumpAsync(pipe);

    /// <summary>Ends when the pipe does.</summary>
    public Task Done { get; }

    /// <summary>What came so far.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
            {
                return _text.ToString();
            }
        }
    }

    private async Task PumpAsync(StreamReader pipe)
    {
        var buffer = new char[8192];
        try
        {
            for (int read; (read = await pipe.ReadAsync(buffer)) > 0;)
            {
                lock (_lock)
                {
                    _text.Append(buffer, 0, read);
                }
            }
        }
        catch (Exception closed) when (closed is ObjectDisposedException or IOException)
        {
            // The process object went away under an abandoned pipe.
        }
    }
}
