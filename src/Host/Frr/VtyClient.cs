using System.Net.Sockets;
using System.Text;

namespace FrrK8s.Host.Frr;

/// <summary>
/// Asks one of FRR's daemons over its vty socket, as vtysh does, without the price of a process: a command ends with a zero byte, an answer with three of
/// them and the return code. Each question has a connection of its own, so a daemon may restart between two; each ends by its deadline.
/// </summary>
internal sealed class VtyClient(FrrSettings settings, TimeProvider time)
{
    /// <summary>The daemons that have a socket.</summary>
    public IReadOnlyList<string> Daemons() => Directory.Exists(settings.VtySocket)
        ? [.. Directory.EnumerateFiles(settings.VtySocket, "*.vty").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The answer to a command.</summary>
    /// <exception cref="VtyException">The daemon is not there, does not answer in time, or refuses the command.</exception>
    public Task<string> AskAsync(string daemon, string command, CancellationToken cancellationToken) =>
        AskAsync(daemon, command, settings.QueryDeadline, cancellationToken);

    /// <summary>The answer to a command, when it comes so soon.</summary>
    /// <exception cref="VtyException">The daemon is not there, does not answer in time, or refuses the command.</exception>
    public Task<string> AskAsync(string daemon, string command, TimeSpan deadline, CancellationToken cancellationToken) =>
        AskAsync(daemon, command, deadline, text => Encoding.UTF8.GetString(text.Span), cancellationToken);

    /// <summary>What a function reads out of the answer to a command; it may not keep the bytes.</summary>
    /// <exception cref="VtyException">The daemon is not there, does not answer in time, or refuses the command.</exception>
    public Task<T> AskAsync<T>(string daemon, string command, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken) =>
        AskAsync(daemon, command, settings.QueryDeadline, read, cancellationToken);

    /// <summary>Tells lines of a configuration as vtysh does with a file: filters take effect when all of them are heard. It goes on behind a refused one.</summary>
    /// <exception cref="VtyException">The daemon is not there, or did not take all of it in time.</exception>
    public Task TellAsync(string daemon, IReadOnlyList<string> lines, TimeSpan deadline, CancellationToken cancellationToken) =>
        WithAsync(
            daemon,
            deadline,
            async (socket, token) =>
            {
                foreach (var line in (string[])["configure terminal", "XFRR_start_configuration", .. lines, "XFRR_end_configuration", "end"])
                {
                    (await ExchangeAsync(socket, line, token)).Dispose();
                }

                return lines.Count;
            },
            cancellationToken);

    private Task<T> AskAsync<T>(
        string daemon, string command, TimeSpan deadline, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellationToken) =>
        WithAsync(
            daemon,
            deadline,
            async (socket, token) =>
            {
                using var answer = await ExchangeAsync(socket, command, token);
                return answer.Code == 0 ? read(answer.Text) : throw new VtyException($"{daemon} refused `{command}` with code {answer.Code}");
            },
            cancellationToken);

    private async Task<T> WithAsync<T>(
        string daemon, TimeSpan deadline, Func<Socket, CancellationToken, Task<T>> talk, CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathOf(daemon)), either.Token);
            (await ExchangeAsync(socket, "enable", either.Token)).Dispose();
            return await talk(socket, either.Token);
        }
        catch (SocketException problem)
        {
            throw new VtyException($"{daemon} does not answer in `{settings.VtySocket}`: {problem.Message}")
            {
                IsGone = problem.SocketErrorCode is SocketError.ConnectionRefused or SocketError.AddressNotAvailable || !File.Exists(PathOf(daemon)),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new VtyException($"{daemon} did not answer within {deadline.TotalSeconds:0.###} s") { IsLate = true };
        }
    }

    private string PathOf(string daemon) => Path.Combine(settings.VtySocket, $"{daemon}.vty");

    private static async Task<VtyAnswer> ExchangeAsync(Socket socket, string command, CancellationToken cancellationToken)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(command + "\0"), cancellationToken);
        var answer = new VtyAnswer();
        try
        {
            while (!answer.IsComplete)
            {
                var count = await socket.ReceiveAsync(answer.Room(), cancellationToken);
                answer.Add(count > 0 ? count : throw new SocketException((int)SocketError.ConnectionReset));
            }

            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
