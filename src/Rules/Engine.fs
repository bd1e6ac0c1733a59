/// The one door into the rules for C#.
namespace FrrK8s.Rules


/// Pure: no I/O, no clock, no randomness. The same input gives the same output, whatever the order of the objects.
[<AbstractClass; Sealed>]
type Engine =
    /// Selects, accepts, merges and renders the configuration of one node.
    static member Compile(input: NodeInput) : NodeResult =
        ignore input

        NodeResult(
            Array.empty,
            false,
            Array.empty,
            lazy (Array.empty :> System.Collections.Generic.IReadOnlyList<MergedFact>)
        )

    /// Why a text is not a prefix for `AlwaysBlock`; null when it is one.
    static member CheckAlwaysBlock(prefix: string) : string | null =
        ignore prefix
        null
