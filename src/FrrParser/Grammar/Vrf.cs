using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "Zebra": VRFs and their layer 3 VNIs. Outside a <c>vrf</c> block the statement is about the default VRF.</summary>
internal static class Vrf
{
    /// <summary>The statements of the chapter.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        new(Chapter.Vrf, ContextKind.Root, "vrf WORD", Support.Modelled) { ExistsAlone = false },
        new(Chapter.Vrf, ContextKind.Vrf | ContextKind.Root, "vni =(1-16777215) =[prefix-routes-only]", Support.Modelled) { IsFixed = true },
        new(Chapter.Vrf, ContextKind.Vrf, "netns LINE", Support.Known),
    ];
}
