namespace FrrK8s.Host.Kubernetes;

/// <summary>The times of the client.</summary>
internal sealed record ApiClientSettings
{
    /// <summary>How many objects a chunk of a list has.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>How long one request may take, and the first answer to a watch.</summary>
    public TimeSpan RequestDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The least time that the server is asked to keep a watch; the most is twice that. Chance spreads the nodes.</summary>
    public TimeSpan WatchLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// After so long without a word a watch is opened anew: where nothing happens a server may send no bookmark either, and what is dead behind a proxy
    /// looks the same.
    /// </summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How often a request that the server puts off (429, or 503 with Retry-After) is sent again.</summary>
    public int MostRetries { get; init; } = 4;

    /// <summary>No server can put a request off for longer.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);
}
