using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Grammar;

/// <summary>Chapter "BGP": neighbors and peer groups, what holds for the session whatever families it carries.</summary>
internal static class BgpNeighbor
{
    /// <summary>The statements of the chapter, in the order in which FRR takes them: a neighbor exists before anything is said of it.</summary>
    public static readonly StatementDefinition[] Statements =
    [
        // Only behind `no`: everything that is said of it goes.
        Modelled("neighbor PEER") with { Takes = "neighbor $1" },
        Modelled("neighbor PEER peer-group") with { Takes = "neighbor $1" },
        Modelled("neighbor PEER interface =v6only") with { Takes = "neighbor $1" },
        Modelled("neighbor PEER interface") with { Takes = "neighbor $1" },
        Reads("neighbor PEER interface remote-as <ASN|internal|external|auto>", "neighbor $1 interface", "neighbor $1 remote-as $2"),
        Reads("neighbor PEER interface v6only remote-as <ASN|internal|external|auto>", "neighbor $1 interface v6only", "neighbor $1 remote-as $2"),
        Reads("neighbor PEER interface peer-group WORD", "neighbor $1 interface", "neighbor $1 peer-group $2"),
        Reads("neighbor PEER interface v6only peer-group WORD", "neighbor $1 interface v6only", "neighbor $1 peer-group $2"),
        Modelled("neighbor <A.B.C.D|X:X::X:X> interface =WORD"),
        Modelled("neighbor PEER remote-as =<ASN|internal|external|auto>") with { Takes = "neighbor $1" },
        Modelled("neighbor PEER peer-group =WORD") with { IsFixed = true, Takes = "neighbor $1" },
        Modelled("bgp listen range PREFIX peer-group =WORD"),
        Modelled("neighbor PEER description =LINE"),
        Modelled("neighbor PEER local-as =ASN =[no-prepend [replace-as] [dual-as]]"),
        Modelled("neighbor PEER shutdown rtt =(1-65535) =[count (1-255)]") with { Correct = CountRtt, Rule = "D-12" },
        Modelled("neighbor PEER shutdown =[message LINE]") with { IsFixedFrom = Values.Keeps("message"), Removal = "no neighbor $1 shutdown" },
        Modelled("neighbor PEER bfd") with { Takes = "neighbor $1 bfd" },
        Modelled("neighbor PEER bfd =(2-255) =(50-60000) =(50-60000)") with { Reads = ["neighbor $1 bfd"], Rule = "D-23" },
        Implies("neighbor PEER bfd profile =PROFILE", "neighbor $1 bfd"),
        Implies("neighbor PEER bfd check-control-plane-failure", "neighbor $1 bfd"),
        Modelled("neighbor PEER password =LINE"),
        Modelled("neighbor PEER solo"),
        Modelled("neighbor PEER port =(0-65535)") with { Default = "179", Rule = "D-11" },
        Modelled("neighbor PEER ebgp-multihop =(1-255)") with { Default = "1", Excludes = ["neighbor $1 ttl-security hops"], Rule = "D-11" },
        Reads("neighbor PEER ebgp-multihop", "neighbor $1 ebgp-multihop 255"),
        Modelled("neighbor PEER ttl-security hops =(1-254)") with { Excludes = ["neighbor $1 ebgp-multihop"] },
        Modelled("neighbor PEER disable-connected-check"),
        Reads("neighbor PEER enforce-multihop", "neighbor $1 disable-connected-check"),
        Modelled("neighbor PEER update-source =<A.B.C.D|X:X::X:X|WORD>"),
        Modelled("neighbor PEER advertisement-interval =(0-600)"),
        Modelled("neighbor PEER timers =(0-65535) =(0-65535)") with { Correct = CapKeepalive, Rule = "D-12" },
        Modelled("neighbor PEER timers connect =(1-65535)"),
        Modelled("neighbor PEER timers delayopen =(1-240)"),
        On("neighbor PEER capability dynamic") with { OnByDefault = Profiles.Datacenter, OnSince = 10 },
        Modelled("neighbor PEER capability extended-nexthop"),
        On("neighbor PEER capability fqdn"),
        On("neighbor PEER capability software-version") with { OnByDefault = Profiles.Datacenter, OnSince = 10 },
        Modelled("neighbor PEER capability link-local"),
        Modelled("neighbor PEER dont-capability-negotiate"),
        Modelled("neighbor PEER override-capability"),
        Modelled("neighbor PEER strict-capability-match"),
        Modelled("neighbor PEER extended-optional-parameters"),
        Modelled("neighbor PEER passive"),
        On("neighbor PEER enforce-first-as") with { OnSince = 10 },
        Modelled("neighbor PEER sender-as-path-loop-detection"),
        Modelled("neighbor PEER disable-link-bw-encoding-ieee"),
        Modelled("neighbor PEER extended-link-bandwidth"),
        Modelled("neighbor PEER graceful-shutdown"),
        Modelled("neighbor PEER oad"),
        Modelled("neighbor PEER aigp"),
        Modelled("neighbor PEER tcp-mss =(1-65535)"),
        Modelled("neighbor PEER local-role =<provider|rs-server|rs-client|customer|peer> =[strict-mode]"),
        Modelled("neighbor PEER path-attribute discard =(1-255)...") with { Removal = "no neighbor $1 path-attribute discard" },
        Modelled("neighbor PEER path-attribute treat-as-withdraw =(1-255)..."),
        Modelled("neighbor PEER graceful-restart") with { Excludes = ["neighbor $1 graceful-restart-helper", "neighbor $1 graceful-restart-disable"] },
        Modelled("neighbor PEER graceful-restart-helper") with { Excludes = ["neighbor $1 graceful-restart", "neighbor $1 graceful-restart-disable"] },
        Modelled("neighbor PEER graceful-restart-disable") with { Excludes = ["neighbor $1 graceful-restart", "neighbor $1 graceful-restart-helper"] },
    ];

    /// <summary>One slow answer is enough unless another number is said.</summary>
    private static string CountRtt(string value) => value.Contains(" count ", StringComparison.Ordinal) ? value : $"{value} count 1";

    /// <summary>The keepalive time is never more than a third of the hold time (RFC 4271 section 4.4), which FRR sees to.</summary>
    public static string CapKeepalive(string timers)
    {
        var at = timers.IndexOf(' ', StringComparison.Ordinal);
        return at > 0 && uint.TryParse(timers.AsSpan(0, at), out var keepalive) && uint.TryParse(timers.AsSpan(at + 1), out var hold)
            ? $"{Math.Min(keepalive, hold / 3)} {hold}"
            : timers;
    }

    private static StatementDefinition Modelled(string syntax) =>
        new(Chapter.Bgp, ContextKind.RouterBgp, syntax, Support.Modelled);

    private static StatementDefinition On(string syntax) => Modelled(syntax) with { OnByDefault = Profiles.All, Rule = "D-10" };

    private static StatementDefinition Reads(string syntax, params string[] templates) =>
        Modelled(syntax) with { Reads = templates, Rule = "D-20" };

    private static StatementDefinition Implies(string syntax, string template) =>
        Modelled(syntax) with { Implies = [template], Rule = "D-22" };
}
