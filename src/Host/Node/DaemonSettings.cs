using FrrK8s.Host.Frr;
using FrrK8s.Host.Web;

namespace FrrK8s.Host.Node;

/// <summary>Everything that the daemon is started with.</summary>
internal sealed record DaemonSettings(
    string ConfigDir, string StateDir, NodeSettings Node, FrrSettings Frr, NodeLoopSettings Times)
{
    /// <summary>Metrics and health.</summary>
    public WebSettings Web { get; init; } = WebSettings.None;

    /// <summary>How the log is written.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Text;
}
