namespace FrrK8s.HostTests.Documents;

/// <summary>How the commands of a block are tried: the word behind `sh`.</summary>
internal enum BlockKind
{
    /// <summary>`sh`: on any machine, in a folder of its own.</summary>
    Run,

    /// <summary>`sh root`: on the node of a laboratory, which has FRR, over a copy of the machine's files.</summary>
    Root,

    /// <summary>`sh cluster`: with kubectl and helm on an API server.</summary>
    Cluster,

    /// <summary>`sh syntax: REASON`: read by bash and not run, for the reason that stands there.</summary>
    Syntax,
}
