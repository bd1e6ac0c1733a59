namespace FrrK8s.HostTests.Support;

/// <summary>What is started in several steps and is not to stay half started: API servers that nobody ends would keep all others waiting for their place.</summary>
internal static class Started
{
    /// <summary>The thing after the rest of its start; ends it when that fails.</summary>
    public static async Task<T> WithAsync<T>(T thing, Func<T, Task> rest)
        where T : IAsyncDisposable
    {
        try
        {
            await rest(thing);
            return thing;
        }
        catch
        {
            await thing.DisposeAsync();
            throw;
        }
    }
}
