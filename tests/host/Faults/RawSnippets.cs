namespace FrrK8s.HostTests.Faults;

/// <summary>A raw snippet that FRR does not take, beside a good change: the snippet's object is refused alone.</summary>
internal static class RawSnippets
{
    private const string Bad = "raw-bad";

    public static readonly IReadOnlyList<Fault> All =
    [
        Snippet("a raw snippet has a syntax error", "router bgp 64512\n  nieghbor 172.18.0.5 remote-as 64512\nexit"),
        Snippet("a raw snippet has a line that a daemon refuses", $"router bgp 64512\n  neighbor {Own} remote-as 64512\nexit"),
        Snippet(
            "a raw snippet opens a router of another AS, and its exit leaves the configuration",
            "router bgp 65009\n  neighbor 172.18.0.5 remote-as 64512\nexit\nip prefix-list beyond seq 5 permit any"),
        Snippet("a raw snippet has a name that would end FRR's daemons", "ip prefix-list a'b seq 5 permit 10.0.0.0/24"),
        Snippet("a raw snippet has a line that FRR takes and does not keep", $"{NotKept}\n  ospf router-id 192.0.2.1\nexit"),
        new("a raw snippet has a line that only the live FRR refuses, behind one that it takes", async lab =>
        {
            await UnrehearsedAsync(lab);
            await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
            await lab.UntilSaidAsync("FRR refused line 3");
        })
        {
            End = Baseline.ChangedExchanges,
            Refused = [$"{Bad}.yaml"],
        },
        new("the live FRR refuses a line behind one that it takes, and then nothing is to change", async lab =>
        {
            await UnrehearsedAsync(lab, "--conflict-policy", "freeze");
            await lab.UntilSaidAsync("the last good configuration is back in force");
        })
        {
            Refused = [$"{Bad}.yaml"],
        },
    ];

    // No daemon of the laboratory knows it: vtysh drops it without a word.
    private const string NotKept = "router ospf";

    // The node's own address on a link of the laboratory.
    private const string Own = "172.30.0.2";

    /// <summary>A manifest with a snippet.</summary>
    public static string Manifest(string name, string snippet) =>
        $"""
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRConfiguration
        metadata:
          name: {name}
          namespace: frr-k8s-system
        spec:
          raw:
            rawConfig: |-
              {snippet.Replace("\n", "\n      ", StringComparison.Ordinal)}

        """;

    // Without a rehearsal the live FRR is the first to see it. The daemon is as it was when the next fault comes.
    private static async Task UnrehearsedAsync(FaultLab lab, params string[] more)
    {
        await lab.RestartDaemonAsync(options => options with { DaemonFolder = Path.Combine(lab.Lab.Folder.FullPath, "none"), More = more });
        await lab.UntilReadAsync();
        lab.Begin();
        await lab.WriteAsync(
            $"{Bad}.yaml",
            Manifest(Bad, $"router bgp 64512\n  neighbor {Baseline.Session} description half\n  neighbor 192.0.2.77 peer-group nosuch\nexit"));
    }

    private static Fault Snippet(string name, string snippet) => new(name, async lab =>
    {
        await lab.WriteAsync($"{Bad}.yaml", Manifest(Bad, snippet));
        await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
    })
    {
        End = Baseline.ChangedExchanges,
        Refused = [$"{Bad}.yaml"],
        AlsoMissingAsync = async lab =>
        {
            // What is not kept may stay in the object, if only somebody says so.
            var state = await lab.Daemon.StateAsync(CancellationToken.None);
            return state.Contains(Bad, StringComparison.Ordinal) || state.Contains(NotKept, StringComparison.Ordinal)
                ? null
                : "the node's state names neither the object nor what is not kept of it";
        },
    };
}
