using System.Runtime.InteropServices;

namespace FrrK8s.Lab.Processes;

/// <summary>Signals to one process, by its id.</summary>
internal static partial class Signal
{
    private const int Terminate = 15;
    private const int KillNow = 9;
    private const int StopNow = 19;
    private const int GoOn = 18;

    /// <summary>Asks a process to end; false when there is none.</summary>
    public static bool Term(int pid) => kill(pid, Terminate) == 0;

    /// <summary>Ends a process; false when there is none.</summary>
    public static bool Kill(int pid) => kill(pid, KillNow) == 0;

    /// <summary>Makes a process hang; false when there is none.</summary>
    public static bool Stop(int pid) => kill(pid, StopNow) == 0;

    /// <summary>Lets a process that hangs go on; false when there is none.</summary>
    public static bool Continue(int pid) => kill(pid, GoOn) == 0;

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);
}
