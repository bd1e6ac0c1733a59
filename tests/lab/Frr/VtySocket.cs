using System.Net.Sockets;

namespace FrrK8s.Lab.Frr;

/// <summary>Asks one FRR daemon one question. The connection is one question long, so a daemon may restart between two.</summary>
public static class VtySocket
{
    /// <summary>Asks it. A daemon that is not there is a <see cref="SocketException"/>.</summary>
    public static async Task<VtyReply> AskAsync(string socketPath, string command, CancellationToken cancellationToken)
    {
        using var connection = await VtyConnection.OpenAsync(socketPath, cancellationToken);
        return await connection.AskAsync(command, cancellationToken);
    }
}
