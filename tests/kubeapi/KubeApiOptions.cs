namespace FrrK8s.KubeApi;

/// <summary>How the server behaves.</summary>
public sealed record KubeApiOptions
{
    /// <summary>HTTPS with a certificate of its own, as kubectl wants it for tokens; false for plain HTTP.</summary>
    public bool IsSecure { get; init; } = true;

    /// <summary>The port on the loopback; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>How many writes of a kind are remembered for watches.</summary>
    public int HistoryLength { get; init; } = 10_000;

    /// <summary>How often a watch that allows it gets a bookmark.</summary>
    public TimeSpan BookmarkPeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>False for a server that sends none, as a real one may where nothing happens.</summary>
    public bool SendsBookmarks { get; init; } = true;

    /// <summary>Objects whose owner is deleted are deleted too. A server without its controller manager does not do so.</summary>
    public bool CollectsGarbage { get; init; } = true;

    /// <summary>Where the CRDs are that are there from the start.</summary>
    public string DefinitionsFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "crds");

    /// <summary>Namespaces beside those that every cluster has.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>The largest body of a request.</summary>
    public long LargestBody { get; init; } = 3 * 1024 * 1024;

    /// <summary>The clock of creation times and ages.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
