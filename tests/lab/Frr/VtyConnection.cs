using System.Net.Sockets;
using System.Text;

namespace FrrK8s.Lab.Frr;

/// <summary>
/// A conversation with one FRR daemon as vtysh has it, without the price of a process: a command ends with a zero byte, an answer with three of them and
/// the return code.
/// </summary>
internal sealed class VtyConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private VtyConnection()
    {
    }

    /// <summary>Begins one. A daemon that is not there is a <see cref="SocketException"/>.</summary>
    public static async Task<VtyConnection> OpenAsync(string socketPath, CancellationToken cancellationToken)
    {
        var connection = new VtyConnection();
        try
        {
            await connection._socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
            await connection.AskAsync("enable", cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Asks one question. After one that was not answered to the end it is of no more use.</summary>
    public async Task<VtyReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        await _socket.SendAsync(Encoding.UTF8.GetBytes(command + "\0"), cancellationToken);
        using var answer = new MemoryStream();
        var buffer = new byte[16384];
        while (true)
        {
            var count = await _socket.ReceiveAsync(buffer, cancellationToken);
            if (count == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            answer.Write(buffer, 0, count);
            if (Complete(answer) is { } reply)
            {
                return reply;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static VtyReply? Complete(MemoryStream answer) =>
        answer.GetBuffer().AsSpan(0, (int)answer.Length) is [.. var text, 0, 0, 0, var code]
            ? new VtyReply(code, Encoding.UTF8.GetString(text))
            : null;
}
