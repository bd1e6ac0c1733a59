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

    /// <summary>The same with what comes out of it.</summary>
    public static async Task<T> DuringAsync<T>(string what, Task<T> task)
    {
        await DuringAsync(what, (Task)task);
        return await task;
    }
}
