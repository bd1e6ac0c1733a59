namespace FrrK8s.HostTests.Kubernetes;

/// <summary>Waits for what nobody announces.</summary>
internal static class Eventually
{
    public static Task TrueAsync(Func<bool> condition, string what, Func<string>? detail = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, detail);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, Func<string>? detail = null)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(30), $"{what}: not within 30 s; {detail?.Invoke()}");
            await Task.Delay(20);
        }
    }
}
