namespace FrrK8s.Host.StatusView;

/// <summary>The pod of the daemon on a node.</summary>
internal enum DaemonPod
{
    /// <summary>Nobody may say.</summary>
    Unknown,

    /// <summary>There is none.</summary>
    None,

    /// <summary>It is there, and not all of its containers are ready.</summary>
    NotReady,

    /// <summary>All of its containers are ready.</summary>
    Ready,
}
