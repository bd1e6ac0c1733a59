using System.Diagnostics;
using FrrK8s.Lab.Network;

namespace FrrK8s.Bench.Apply;

/// <summary>A route that a kernel lost, and for how long, up to its last event at most.</summary>
internal readonly record struct Loss(string Prefix, double Ms)
{
    /// <summary>The losses in what happened in one kernel.</summary>
    public static IReadOnlyList<Loss> In(IEnumerable<RouteEvent> events)
    {
        var losses = new List<Loss>();
        var lost = new Dictionary<string, long>(StringComparer.Ordinal);
        long end = 0;
        foreach (var route in events)
        {
            end = route.At;
            if (route.IsDeleted)
            {
                lost.TryAdd(route.Prefix, route.At);
            }
            else if (lost.Remove(route.Prefix, out var since))
            {
                losses.Add(new Loss(route.Prefix, Stopwatch.GetElapsedTime(since, route.At).TotalMilliseconds));
            }
        }

        losses.AddRange(lost.Select(entry => new Loss(entry.Key, Stopwatch.GetElapsedTime(entry.Value, end).TotalMilliseconds)));
        return losses;
    }
}
