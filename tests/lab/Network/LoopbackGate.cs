using System.Collections.Concurrent;
using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace FrrK8s.Lab.Network;

/// <summary>
/// A port on the loopback of a namespace that leads to the same port on the loopback of the machine. While it is shut, who calls is refused, and
/// who had called is cut off.
/// </summary>
public sealed partial class LoopbackGate : IAsyncDisposable
{
    private const int NetworkKind = 0x40000000;

    private readonly string _place;
    private readonly IPEndPoint _end;
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    private LoopbackGate(string place, int port) => (_place, _end) = (place, new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>Makes a gate and opens it.</summary>
    public static LoopbackGate Open(NetworkNamespace place, int port)
    {
        var gate = new LoopbackGate(place.Name, port);
        gate.Open();
        return gate;
    }

    /// <summary>Lets callers in; nothing happens when it is open.</summary>
    public void Open()
    {
        if (_listener is null)
        {
            var listener = _listener = Listen();
            _accepting = Task.Run(() => AcceptAsync(listener));
        }
    }

    /// <summary>Refuses callers, and cuts off those that are inside.</summary>
    public async Task ShutAsync()
    {
        _listener?.Dispose();
        _listener = null;
        await _accepting;
        foreach (var socket in _open.Keys)
        {
            socket.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await ShutAsync();

    // A socket belongs to the namespace that its thread is in when it is made. The thread ends, so nobody else gets it as it is.
    private Socket Listen()
    {
        Socket? made = null;
        Exception? problem = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var place = File.OpenHandle($"/run/netns/{_place}");
                if (setns((int)place.DangerousGetHandle(), NetworkKind) != 0)
                {
                    throw new Win32Exception(Marshal.GetLastPInvokeError());
                }

                made = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                made.Bind(_end);
                made.Listen();
            }
            catch (Exception caught) when (caught is Win32Exception or SocketException or IOException)
            {
                made?.Dispose();
                problem = caught;
            }
        });
        thread.Start();
        thread.Join();
        return problem is null ? made! : throw new InvalidOperationException($"no gate into {_place}", problem);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                _ = LeadAsync(await listener.AcceptAsync());
            }
            catch (Exception shut) when (shut is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task LeadAsync(Socket caller)
    {
        using var target = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _open[caller] = _open[target] = true;
        try
        {
            await target.ConnectAsync(_end);
            await Task.WhenAny(PassAsync(caller, target), PassAsync(target, caller));
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The caller sees it as the end of its connection.
        }
        finally
        {
            _open.TryRemove(caller, out _);
            _open.TryRemove(target, out _);
            caller.Dispose();
        }
    }

    private static async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The other direction ends too.
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setns(int place, int kind);
}
