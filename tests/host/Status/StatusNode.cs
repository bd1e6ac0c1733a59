using FrrK8s.Host.Status;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Status;

/// <summary>A node to look at: sockets that answer as bgpd and zebra do, and a state folder.</summary>
internal sealed class StatusNode : IDisposable
{
    public const string Name = "n1";

    private readonly TempFolder _sockets = new();
    private readonly TempFolder _state = new();
    private readonly List<FakeVty> _daemons = [];

    public StatusNode(bool hasFrr = true)
    {
        if (hasFrr)
        {
            _daemons.Add(new FakeVty(_sockets.Path, "bgpd", command => command.Contains("neighbors json", StringComparison.Ordinal) ? Sessions : "FRRouting 8.4\n"));
            _daemons.Add(new FakeVty(_sockets.Path, "zebra", _ => "FRRouting 8.4\n"));
        }
    }

    /// <summary>What bgpd says of its neighbors.</summary>
    public string Sessions { get; set; } = Neighbors(("10.0.0.1", "Established"));

    /// <summary>Where the daemon serves its health.</summary>
    public string Health { get; set; } = "0";

    /// <summary>The options that lead here. Health is not asked for: whoever else runs on the machine may serve it.</summary>
    public string[] Options => ["--state-dir", _state.Path, "--vty-socket", _sockets.Path, "--health-probe-bind-address", Health];

    /// <summary>A state in which all is well.</summary>
    public static NodeState Good { get; } = new("success", "success", "frr version 8.4\n")
    {
        Conditions =
        [
            new Condition("Converted", "True", "AllAccepted", "every object is part of it", "2026-01-01T00:00:00Z"),
            new Condition("Applied", "True", "Verified", "it was read back", "2026-01-01T00:00:00Z"),
            new Condition("InSync", "True", "NoDifference", "FRR runs what it was given", "2026-01-01T00:00:00Z"),
        ],
        Configurations = [Object("one", isAccepted: true, ObjectState.Accepted, "")],
        ObservedAt = "2026-01-01T00:00:00Z",
    };

    public static ObjectState Object(string name, bool isAccepted, string reason, string message) =>
        new("frr-k8s-system", name, "", 3, isAccepted, isAccepted, reason, message);

    /// <summary>The daemon writes its state.</summary>
    public void Write(NodeState state, string node = Name) => new NodeStateFile(_state.Path, node).Write(state);

    /// <summary>Runs `status` here.</summary>
    public Task<(int Code, string Out, string Error)> StatusAsync(params string[] more) => CommandLine.RunAsync(["status", .. Options, .. more]);

    /// <summary>Neighbors with their states, as bgpd tells them.</summary>
    public static string Neighbors(params (string Address, string State)[] all) =>
        $"{{\"default\":{{\"vrfId\":0,\"vrfName\":\"default\",{string.Join(',', all.Select(one => $$"""
            "{{one.Address}}":{"remoteAs":64513,"bgpState":"{{one.State}}","bgpTimerUpMsec":93784000,"connectionsEstablished":1,"connectionsDropped":{{(one.State == "Established" ? 0 : 1)}},
              "lastResetDueTo":"Hold Timer Expired","addressFamilyInfo":{"ipv4Unicast":{"sentPrefixCounter":2,"acceptedPrefixCounter":5},"ipv6Unicast":{"acceptedPrefixCounter":1} } }
            """))}}}}}";

    public void Dispose()
    {
        _daemons.ForEach(daemon => daemon.Dispose());
        _sockets.Dispose();
        _state.Dispose();
    }
}
