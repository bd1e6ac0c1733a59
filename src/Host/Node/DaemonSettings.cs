using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>Everything that the daemon is started with.</summary>
internal sealed record DaemonSettings(
    string ConfigDir, string StateDir, NodeSettings Node, FrrSettings Frr, NodeLoopSettings Times);
