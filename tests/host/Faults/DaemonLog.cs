using System.Collections.Concurrent;
using System.Diagnostics;

namespace FrrK8s.HostTests.Faults;

/// <summary>What the daemon says, with the time.</summary>
internal sealed class DaemonLog
{
    private readonly ConcurrentQueue<(long At, string Line)> _lines = new();

    /// <summary>Takes a line down.</summary>
    public void Add(string line) => _lines.Enqueue((Stopwatch.GetTimestamp(), line));

    /// <summary>The lines since a time stamp, oldest first.</summary>
    public IReadOnlyList<(long At, string Line)> Since(long timestamp) => [.. _lines.Where(line => line.At >= timestamp)];
}
