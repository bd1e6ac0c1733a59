using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using FrrK8s.Lab.Network;

namespace FrrK8s.Bench.Cluster;

/// <summary>Sockets of a network namespace that this process is not in. A socket stays in the namespace of the thread that makes it.</summary>
internal static partial class InsideSocket
{
    private const int NetworkNamespaces = 0x40000000;

    /// <summary>A TCP socket inside.</summary>
    public static Socket Make(NetworkNamespace place)
    {
        Socket? made = null;
        Exception? problem = null;

        // It ends with the namespace that it entered, and takes that from nobody else.
        var thread = new Thread(() =>
        {
            try
            {
                using var handle = File.OpenHandle($"/run/netns/{place.Name}");
                if (setns((int)handle.DangerousGetHandle(), NetworkNamespaces) != 0)
                {
                    throw new Win32Exception(Marshal.GetLastPInvokeError(), $"the network namespace {place.Name} cannot be entered");
                }

                made = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            }
            catch (Exception caught) when (caught is IOException or Win32Exception or SocketException)
            {
                problem = caught;
            }
        });
        thread.Start();
        thread.Join();
        return made ?? throw new InvalidOperationException(problem?.Message, problem);
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setns(int fd, int kind);
}
