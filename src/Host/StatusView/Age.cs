namespace FrrK8s.Host.StatusView;

/// <summary>A duration in two units, as short as kubectl's.</summary>
internal static class Age
{
    /// <summary>For example <c>2d3h</c>, <c>3h12m</c>, <c>4m5s</c>, <c>17s</c>.</summary>
    public static string Of(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } => $"{(int)age.TotalDays}d{age.Hours}h",
        { TotalHours: >= 1 } => $"{age.Hours}h{age.Minutes}m",
        { TotalMinutes: >= 1 } => $"{age.Minutes}m{age.Seconds}s",
        _ => $"{Math.Max(0, (int)age.TotalSeconds)}s",
    };
}
