namespace FrrK8s.KubeApi.Faults;

/// <summary>A silence that lasts until it is disposed.</summary>
internal sealed class Silence : IDisposable
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the silence.</summary>
    public Task Over => _over.Task;

    /// <inheritdoc/>
    public void Dispose() => _over.TrySetResult();
}
