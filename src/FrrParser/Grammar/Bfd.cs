using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "BFD": profiles and peers. Times are milliseconds.</summary>
internal static class Bfd
{
    /// <summary>The statements of the chapter, in the order in which FRR prints them.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        new(Chapter.Bfd, ContextKind.Root, "bfd", Support.Modelled) { ExistsAlone = false },
        new(Chapter.Bfd, ContextKind.Bfd, "profile WORD", Support.Modelled),
        new(Chapter.Bfd, ContextKind.Bfd, "peer ADDRESS {multihop|local-address ADDRESS|interface WORD|vrf WORD}", Support.Modelled),
        new(Chapter.Bfd, ContextKind.Bfd, "peer ADDRESS", Support.Modelled),
        new(Chapter.Bfd, ContextKind.Bfd, "peer ADDRESS bfd-mode <sbfd-init|sbfd-echo> bfd-name WORD LINE", Support.Known),
        new(Chapter.Bfd, ContextKind.Bfd, "sbfd reflector source-address X:X::X:X discriminator WORD...", Support.Known),
        Modelled("profile =WORD", ContextKind.BfdPeer),
        Value("detect-multiplier =(1-255)", "3"),
        Value("transmit-interval =(10-4294967)", "300"),
        Value("receive-interval =(10-4294967)", "300"),
        Modelled("shutdown"),
        Modelled("passive-mode"),
        Modelled("echo-mode"),
        Value("echo transmit-interval =(10-4294967)", "50"),
        Value("echo receive-interval =<disabled|(10-4294967)>", "50"),
        Modelled("echo-interval (10-4294967)") with { Reads = ["echo transmit-interval $1", "echo receive-interval $1"], Rule = "D-20" },
        Modelled("minimum-ttl =(1-254)") with { Default = "254", Rule = "D-11" },
        Modelled("log-session-changes"),
    ];

    private static StatementDefinition Modelled(string syntax, ContextKind context = ContextKind.BfdPeer | ContextKind.BfdProfile) =>
        new(Chapter.Bfd, context, syntax, Support.Modelled);

    // FRR 8 has no `no` for these: the value that it hides takes them back, in FRR 10 as well.
    private static StatementDefinition Value(string syntax, string hidden) =>
        Modelled(syntax) with { Default = hidden, Removal = $"{syntax[..syntax.IndexOf(" =", StringComparison.Ordinal)]} {hidden}", Rule = "D-11" };
}
