namespace FrrK8s.Lab.Run;

/// <summary>A terminal that is drawn over again and again, without flicker: each line is overwritten, not cleared first.</summary>
internal static class Screen
{
    private const string Home = "\u001b[H";
    private const string ClearLine = "\u001b[K";
    private const string ClearBelow = "\u001b[J";

    /// <summary>Draws the full page when it fits, and otherwise as much of the short one as does.</summary>
    public static void Draw(Func<bool, IReadOnlyList<string>> page)
    {
        var (width, height) = (Console.WindowWidth, Console.WindowHeight);
        var lines = page(true);
        lines = lines.Count < height ? lines : page(false);
        var fitting = lines.Take(Math.Max(1, height - 1)).Select(line => line[..Math.Min(line.Length, Math.Max(0, width - 1))] + ClearLine);
        Console.Write(Home + string.Join('\n', fitting) + "\n" + ClearBelow);
    }

    /// <summary>Starts on an empty page.</summary>
    public static void Clear() => Console.Write(Home + ClearBelow);
}
