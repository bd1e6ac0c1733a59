namespace FrrK8s.Host.Controller;

/// <summary>Things that run side by side until they are cancelled. When one ends, all end: half a process helps nobody.</summary>
internal static class Together
{
    /// <summary>Runs them. What escapes from one escapes from here.</summary>
    public static async Task RunAsync(IEnumerable<Func<CancellationToken, Task>> parts, CancellationToken cancellationToken)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tasks = parts.Select(part => Task.Run(() => part(all.Token), CancellationToken.None)).ToList();
        if (tasks.Count == 0)
        {
            return;
        }

        var first = await Task.WhenAny(tasks);
        await all.CancelAsync();
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }
}
