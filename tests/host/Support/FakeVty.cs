using System.Net.Sockets;
using System.Text;

namespace FrrK8s.HostTests.Support;

/// <summary>A daemon's vty socket, in FRR's own protocol: commands end with a zero byte, answers with three and a code.</summary>
internal sealed class FakeVty : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path;
    private readonly Func<string, string?> _answer;

    /// <param name="folder">The folder of the socket.</param>
    /// <param name="daemon">The daemon's name.</param>
    /// <param name="answer">What it answers to a command; null for nothing at all.</param>
    public FakeVty(string folder, string daemon, Func<string, string?> answer)
    {
        (_path, _answer) = (System.IO.Path.Combine(folder, $"{daemon}.vty"), answer);
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        _ = Task.Run(ServeAsync);
    }

    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(_path);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync();
                _ = Task.Run(() => AnswerAsync(client));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        using var connection = client;
        var command = new List<byte>();
        var one = new byte[1];
        while (await connection.ReceiveAsync(one) == 1)
        {
            if (one[0] != 0)
            {
                command.Add(one[0]);
                continue;
            }

            var text = _answer(Encoding.UTF8.GetString([.. command]));
            command.Clear();
            if (text is null)
            {
                continue;
            }

            await connection.SendAsync(Encoding.UTF8.GetBytes(text).Concat(new byte[] { 0, 0, 0, 0 }).ToArray());
        }
    }
}
