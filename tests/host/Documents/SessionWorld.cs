namespace FrrK8s.HostTests.Documents;

/// <summary>Where the commands of a page are run.</summary>
internal sealed record SessionWorld
{
    /// <summary>The network namespace of a node with FRR, and the folder of FRR's sockets; null for none.</summary>
    public (string Namespace, string Sockets)? Node { get; init; }

    /// <summary>How kubectl reaches an API server; null for none.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>What is waited for before commands for a cluster.</summary>
    public string BeforeCluster { get; init; } = ":";

    /// <summary>Programs that come before those of the machine.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    /// <summary>The kinds of blocks that are run.</summary>
    public required IReadOnlyList<BlockKind> Kinds { get; init; }
}
