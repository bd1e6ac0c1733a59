namespace FrrK8s.KubeApi.Tables;

/// <summary>How long ago something was, as kubectl says it.</summary>
internal static class HumanAge
{
    /// <summary>Seconds up to two minutes, and so on: two units at most.</summary>
    public static string Text(TimeSpan age) => age switch
    {
        { TotalSeconds: < -1 } => "<invalid>",
        { TotalSeconds: < 0 } => "0s",
        { TotalSeconds: < 120 } => $"{(int)age.TotalSeconds}s",
        { TotalMinutes: < 10 } => $"{(int)age.TotalMinutes}m{Part(age.Seconds, "s")}",
        { TotalHours: < 3 } => $"{(int)age.TotalMinutes}m",
        { TotalHours: < 8 } => $"{(int)age.TotalHours}h{Part(age.Minutes, "m")}",
        { TotalHours: < 48 } => $"{(int)age.TotalHours}h",
        { TotalDays: < 8 } => $"{(int)age.TotalDays}d{Part(age.Hours, "h")}",
        _ => $"{(int)age.TotalDays}d",
    };

    private static string Part(int value, string unit) => value == 0 ? "" : $"{value}{unit}";
}
