using System.Diagnostics;

namespace FrrK8s.Bench.Apply;

/// <summary>Says on stderr what is under way, every few seconds, while something long runs.</summary>
internal static class Ticking
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public static async Task DuringAsync(string what, Task task)
    {
        var begin = Stopwatch.GetTimestamp();
        while (await Task.WhenAny(task, Task.Delay(Interval)) != task)
        {
            await Console.Error.WriteLineAsync($"  … {what}: {Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s");
        }

        await task;
    }
}
