using System.Diagnostics;

namespace FrrK8s.Bench.Measuring;

/// <summary>Says on stderr where we are, every two seconds; short work says nothing.</summary>
internal sealed class Progress(string about)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);
    private long _last = Stopwatch.GetTimestamp();

    public void Say(string what)
    {
        if (Stopwatch.GetElapsedTime(_last) < Silence)
        {
            return;
        }

        Console.Error.WriteLine($"  … {about}: {what}");
        _last = Stopwatch.GetTimestamp();
    }
}
