namespace FrrK8s.KubeApi.Faults;

/// <summary>What can go wrong on a watch.</summary>
internal enum WatchFaultKind
{
    /// <summary>Nothing is sent, and the connection stays.</summary>
    Silence,

    /// <summary>The next event is sent by half, then the connection ends.</summary>
    CutNext,

    /// <summary>All that was sent is sent once more, oldest first, as a proxy that replays would do.</summary>
    Repeat,

    /// <summary>An ERROR event that says 410, then the end.</summary>
    Expired,

    /// <summary>An ERROR event that says 500, then the end.</summary>
    Broken,

    /// <summary>The response ends as it should.</summary>
    End,
}
