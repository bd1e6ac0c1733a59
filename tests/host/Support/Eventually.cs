namespace FrrK8s.HostTests.Support;

/// <summary>Waits for what nobody announces, by asking often; fails when it does not come to be.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks until it is so.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, Func<string>? detail = null)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, $"{what}: not within {Patience.TotalSeconds} s; {detail?.Invoke()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>The same of something that is at hand.</summary>
    public static Task TrueAsync(Func<bool> condition, string what, Func<string>? detail = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, detail);
}
