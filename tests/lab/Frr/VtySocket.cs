using System.Net.Sockets;
using System.Text;

namespace FrrK8s.Lab.Frr;

/// <summary>
/// Speaks to one FRR daemon as vtysh does, without the price of a process: a command ends with a zero byte, an answer
/// with three of them and the return code. A connection is one question long, so a daemon may restart between two.
/// </summary>
public static class VtySocket
{
    /// <summary>Asks one question. A daemon that is not there is a <see cref="SocketException"/>.</summary>
    public static async Task<VtyReply> AskAsync(string socketPath, string command, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
        await ExchangeAsync(socket, "enable", cancellationToken);
        return await ExchangeAsync(socket, command, cancellationToken);
    }

    private static async Task<VtyReply> ExchangeAsync(Socket socket, string command, CancellationToken cancellationToken)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(command + "\0"), cancellationToken);
        using var answer = new MemoryStream();
        var buffer = new byte[16384];
        while (true)
        {
            var count = await socket.ReceiveAsync(buffer, cancellationToken);
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

    private static VtyReply? Complete(MemoryStream answer) =>
        answer.GetBuffer().AsSpan(0, (int)answer.Length) is [.. var text, 0, 0, 0, var code]
            ? new VtyReply(code, Encoding.UTF8.GetString(text))
            : null;
}
