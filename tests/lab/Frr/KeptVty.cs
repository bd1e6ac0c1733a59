using System.Net.Sockets;

namespace FrrK8s.Lab.Frr;

/// <summary>
/// Questions to a daemon that must not notice that somebody asked: one connection that stays. mgmtd of FRR 10.3 puts its candidate back whenever a
/// connection ends, also under a commit of somebody else's: what it then tells zebra and staticd is rubbish, they hang up, and the next commit
/// waits for them without end.
/// </summary>
internal sealed class KeptVty(string socketPath) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private VtyConnection? _connection;

    /// <summary>Asks one question. The daemon may have restarted since the last one.</summary>
    public async Task<VtyReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { } kept)
            {
                try
                {
                    return await AskAsync(kept, command, cancellationToken);
                }
                catch (SocketException)
                {
                    // It is another daemon's life now.
                }
            }

            return await AskAsync(await VtyConnection.OpenAsync(socketPath, cancellationToken), command, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection?.Dispose();
        _turn.Dispose();
    }

    private async Task<VtyReply> AskAsync(VtyConnection connection, string command, CancellationToken cancellationToken)
    {
        _connection = null;
        try
        {
            var reply = await connection.AskAsync(command, cancellationToken);
            _connection = connection;
            return reply;
        }
        finally
        {
            if (_connection is null)
            {
                connection.Dispose();
            }
        }
    }
}
