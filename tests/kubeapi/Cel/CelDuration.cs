using System.Globalization;
using System.Text.RegularExpressions;

namespace FrrK8s.KubeApi.Cel;

/// <summary>Reads durations as Go writes them: `1h2m3.5s`. Parts of 100 ns are dropped.</summary>
internal static partial class CelDuration
{
    /// <summary>Reads a duration.</summary>
    public static TimeSpan Parse(string text)
    {
        if (text is "0" or "+0" or "-0")
        {
            return TimeSpan.Zero;
        }

        if (!Whole.IsMatch(text))
        {
            throw new CelException($"cannot convert `{text}` to a duration");
        }

        var sum = Part.Matches(text).Sum(part =>
            decimal.Parse(part.Groups["digits"].Value.TrimEnd('.') is { Length: > 0 } digits ? "0" + digits : "0", CultureInfo.InvariantCulture) * Ticks(part.Groups["unit"].Value));
        return sum > long.MaxValue
            ? throw new CelException($"the duration `{text}` is too long")
            : TimeSpan.FromTicks((long)(text[0] == '-' ? -sum : sum));
    }

    private static decimal Ticks(string unit) => unit switch
    {
        "ns" => 0.01M,
        "us" or "µs" or "μs" => 10,
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" => TimeSpan.TicksPerSecond,
        "m" => TimeSpan.TicksPerMinute,
        _ => TimeSpan.TicksPerHour,
    };

    [GeneratedRegex(@"\A[+-]?((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole { get; }

    [GeneratedRegex(@"(?<digits>\d+\.?\d*|\.\d+)(?<unit>ns|us|µs|μs|ms|s|m|h)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part { get; }
}
