using System.Runtime.InteropServices;

namespace FrrK8s.Lab.Processes;

/// <summary>Signals to one process, by its id.</summary>
internal static partial class Signal
{
    private const int Terminate = 15;
    private const int KillNow = 9;

    /// <summary>Asks a process to end; false when there is none.</summary>
    public static bool Term(int pid) => kill(pid, Terminate) == 0;

    /// <summary>Ends a process; false when there is none.</summary>
    public static bool Kill(int pid) => kill(pid, KillNow) == 0;

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
