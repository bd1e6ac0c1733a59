using FrrK8s.Rules;

namespace FrrK8s.Host.Node;

/// <summary>What decides the configuration of a node besides the manifests.</summary>
internal sealed record NodeSettings
{
    /// <summary>Empty when it was not said: a single Node manifest is then the node.</summary>
    public string NodeName { get; init; } = "";

    /// <summary>Labels that were said beside any Node manifest; they win over its own.</summary>
    public IReadOnlyDictionary<string, string> NodeLabels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>CIDRs, each checked.</summary>
    public IReadOnlyList<string> AlwaysBlock { get; init; } = [];

    /// <summary>Holds as long as no FRRK8sConfiguration says otherwise.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Info;

    /// <summary>The `hostname` line; empty: no line.</summary>
    public string Hostname { get; init; } = "";

    /// <summary>Dotted quad, or empty: FRR chooses.</summary>
    public string FallbackRouterId { get; init; } = "";

    /// <summary>What happens when an object cannot be admitted.</summary>
    public ConflictPolicy Policy { get; init; } = ConflictPolicy.Isolate;
}
