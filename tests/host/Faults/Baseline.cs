using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Faults;

/// <summary>What every fault begins with: three samples, a session each, two of them with one router.</summary>
internal static class Baseline
{
    /// <summary>A session that the node begins, to which the manifests add a prefix.</summary>
    public const string Session = "172.30.0.3";

    /// <summary>A session that the router begins.</summary>
    public const string OtherSession = "172.18.0.9";

    /// <summary>A session that is a raw snippet, with the router of another AS.</summary>
    public const string RawSession = "172.18.0.11";

    /// <summary>The manifest of <see cref="Session"/>.</summary>
    public const string Manifest = "configuring.yaml";

    /// <summary>What it tells.</summary>
    public const string Prefix = "192.168.1.0/24";

    /// <summary>What it tells too when it is <see cref="Changed"/>.</summary>
    public const string NewPrefix = "192.168.77.0/24";

    // A router that is not ready yet refuses the node's call; FRR's next one would be two minutes later.
    private const string SoonAgain = "connectTime: 1s";

    // Else FRR waits a second before it tells a new session what it has.
    private const string AtOnce = "coalesce-time 0";

    /// <summary>The manifests by their names.</summary>
    public static readonly IReadOnlyDictionary<string, string> Manifests = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Manifest] = Sample(Manifest, "            port: 180\n", $"            port: 180\n            {SoonAgain}\n"),
        ["advertising.yaml"] = LabFixture.Sample("advertising.yaml"),
        ["raw.yaml"] = Sample(
            "raw.yaml",
            $"        neighbor {RawSession} port 180\n",
            $"        neighbor {RawSession} port 180\n        neighbor {RawSession} timers connect 1\n        {AtOnce}\n"),
    };

    /// <summary>What the sessions have when all is well.</summary>
    public static readonly IReadOnlyList<Exchange> Exchanges =
    [
        new(Session, [Prefix], ["192.169.1.0/24", "192.169.1.64/26", "198.51.100.0/24"]),
        new(OtherSession, ["192.168.2.0/24"], []),
        new(RawSession, ["192.168.5.0/24"], ["203.0.113.0/24"]),
    ];

    /// <summary>What they have when <see cref="Changed"/> is the manifest.</summary>
    public static readonly IReadOnlyList<Exchange> ChangedExchanges = Telling(Session, NewPrefix);

    /// <summary>The manifest with one prefix more.</summary>
    public static string Changed { get; } =
        Manifests[Manifest].Replace($"- {Prefix}", $"- {Prefix}\n          - {NewPrefix}", StringComparison.Ordinal);

    /// <summary>The same with a BFD profile that nobody uses: a change that is more than prefixes goes through vtysh, where a trap can stand.</summary>
    public static string ChangedWithMore { get; } =
        Changed.Replace("  bgp:\n", "  bgp:\n    bfdProfiles:\n      - name: spare\n", StringComparison.Ordinal);

    /// <summary>The exchanges with more that one neighbor is told.</summary>
    public static IReadOnlyList<Exchange> Telling(string neighbor, params IEnumerable<string> more) =>
        [.. Exchanges.Select(exchange => exchange.Neighbor == neighbor ? exchange.Telling(more) : exchange)];

    private static string Sample(string name, string old, string now)
    {
        var sample = LabFixture.Sample(name);
        return sample.Contains(old, StringComparison.Ordinal)
            ? sample.Replace(old, now, StringComparison.Ordinal)
            : throw new InvalidOperationException($"`{name}` has no line `{old.Trim()}`");
    }
}
