namespace FrrK8s.FrrParser.Syntax;

/// <summary>The words that leave a context. They stand alone on their line (S-5).</summary>
internal static class ContextClosing
{
    /// <summary>Leaves all contexts.</summary>
    public const string End = "end";

    private const string Prefix = "exit-";

    /// <summary>True for a line that closes something, wherever it stands.</summary>
    public static bool IsClosing(ReadOnlySpan<char> statement) =>
        statement is "exit" or "quit" or End
        || (statement.StartsWith(Prefix) && statement.Length > Prefix.Length && !statement.ContainsAny(' ', '\t'));

    /// <summary>True when these words leave a context that was opened by this statement.</summary>
    public static bool Closes(ReadOnlySpan<char> closing, ContextKind context, ReadOnlySpan<char> header) =>
        closing is "exit" or "quit"
        || context switch
        {
            ContextKind.AddressFamily => closing is "exit-address-family",
            ContextKind.EvpnVni => closing is "exit-vni",
            ContextKind.Vrf => closing is "exit-vrf",
            ContextKind.Foreign => ClosesForeign(closing[Math.Min(Prefix.Length, closing.Length)..], header),
            _ => false,
        };

    // `exit-vrf-policy` leaves `vrf-policy NAME`, which `vrf NAME` is short for; `exit-vnc` leaves `vnc defaults`.
    private static bool ClosesForeign(ReadOnlySpan<char> name, ReadOnlySpan<char> header)
    {
        var first = Words.At(header, 0);
        return name.SequenceEqual(first)
            || (first is "vrf" && name is "vrf-policy")
            || (name is "ldp-if" && first is "interface")
            || (name is "ldp-config" && first is "mpls");
    }
}
