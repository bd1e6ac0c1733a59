using FrrK8s.KubeApi.Access;
using FrrK8s.KubeApi.Admission;
using FrrK8s.KubeApi.Faults;
using FrrK8s.KubeApi.Resources;
using FrrK8s.KubeApi.Store;
using FrrK8s.KubeApi.Writing;

namespace FrrK8s.KubeApi.Http;

/// <summary>What all requests share.</summary>
internal sealed class ServerState
{
    /// <summary>An empty server.</summary>
    public ServerState(KubeApiOptions options)
    {
        Options = options;
        Store = new ObjectStore(options.HistoryLength);
        Faults = new FaultPlan(Store, Snapshots);
        Admission = new AdmissionCaller(this);
        Writer = new ObjectWriter(this);
    }

    /// <summary>How the server behaves.</summary>
    public KubeApiOptions Options { get; }

    /// <summary>The kinds.</summary>
    public KindRegistry Kinds { get; } = new();

    /// <summary>The objects.</summary>
    public ObjectStore Store { get; }

    /// <summary>Lists that are read in chunks.</summary>
    public ListSnapshots Snapshots { get; } = new();

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; }

    /// <summary>Who may do what.</summary>
    public AccessTable Access { get; } = new();

    /// <summary>The webhooks.</summary>
    public AdmissionCaller Admission { get; }

    /// <summary>All writes.</summary>
    public ObjectWriter Writer { get; }

    /// <summary>Where services of the cluster are on this machine, by `namespace/name`.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, System.Net.IPEndPoint> Services { get; } = new(StringComparer.Ordinal);

    /// <summary>The time that objects get.</summary>
    public DateTimeOffset Now => Options.Time.GetUtcNow();
}
