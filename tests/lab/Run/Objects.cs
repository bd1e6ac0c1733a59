namespace FrrK8s.Lab.Run;

/// <summary>Which objects are in the node's configuration, and what they bring, as the program itself says it.</summary>
internal static class Objects
{
    public static Task<IReadOnlyList<string>> LinesAsync(RunOptions options, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);
}
