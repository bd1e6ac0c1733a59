namespace FrrK8s.HostTests.OnCluster;

/// <summary>The laboratory of a class of tests. It is set up when the first test runs, so that nothing is started for tests that are skipped.</summary>
public sealed class ClusterStage : IAsyncLifetime
{
    private ClusterLab? _lab;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync() => await (_lab?.DisposeAsync() ?? ValueTask.CompletedTask);

    /// <summary>The laboratory without anything that an earlier test left.</summary>
    internal async Task<ClusterLab> RestedAsync()
    {
        _lab ??= await ClusterLab.StartAsync();
        await _lab.RestAsync();
        return _lab;
    }
}
