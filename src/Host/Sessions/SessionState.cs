using System.Text.Json;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Sessions;

/// <summary>The status of a BGPSessionState, its peer written as <see cref="PeerLabel"/> does.</summary>
internal sealed record SessionState(string Node, string Peer, string Vrf, string BgpStatus, string BfdStatus)
{
    private const string Label = "frrk8s.metallb.io/";

    /// <summary>What tells the states of one node from each other, as their labels do.</summary>
    public (string Vrf, string Peer) Key => (PeerLabel.Allowed(Vrf), Peer);

    /// <summary>The states of a snapshot, one for each key.</summary>
    public static IReadOnlyDictionary<(string Vrf, string Peer), SessionState> Of(string node, SessionSnapshot snapshot)
    {
        var states = new Dictionary<(string, string), SessionState>();
        foreach (var neighbor in snapshot.Bgp.Items)
        {
            var state = new SessionState(node, PeerLabel.Of(neighbor.Peer), neighbor.Vrf, neighbor.State, neighbor.BfdStatus);
            states.TryAdd(state.Key, state);
        }

        return states;
    }

    /// <summary>The status of an object; one of empty texts where it has none yet.</summary>
    public static SessionState Read(JsonElement item)
    {
        var status = item.Child("status") ?? default;
        return new SessionState(
            status.TextOf("node"), status.TextOf("peer"), status.TextOf("vrf"), status.TextOf("bgpStatus"), status.TextOf("bfdStatus"));
    }

    /// <summary>The key that an object's labels give.</summary>
    public static (string Vrf, string Peer) KeyOf(JsonElement item)
    {
        var labels = item.Child("metadata")?.Child("labels") ?? default;
        return (labels.TextOf($"{Label}vrf"), labels.TextOf($"{Label}peer"));
    }

    /// <summary>The selector for all states of a node.</summary>
    public static ApiSelector SelectorOf(string node) => new($"{Label}node={node}", null);

    /// <summary>The object that holds it, as it is made; its status is written behind that.</summary>
    public void WriteTo(Utf8JsonWriter json, string ns, PodOwner? owner)
    {
        json.WriteStartObject();
        json.WriteString("apiVersion", ApiResources.BgpSessionStates.ApiVersion);
        json.WriteString("kind", ApiResources.BgpSessionStates.Kind);
        json.WriteStartObject("metadata");
        json.WriteString("generateName", $"{Node}-");
        json.WriteString("namespace", ns);
        json.WriteStartObject("labels");
        json.WriteString($"{Label}node", Node);
        json.WriteString($"{Label}peer", Peer);
        json.WriteString($"{Label}vrf", Key.Vrf);
        json.WriteEndObject();
        owner?.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The status as a patch of the subresource.</summary>
    public void WriteStatusTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("status");
        json.WriteString("node", Node);
        json.WriteString("peer", Peer);
        json.WriteString("vrf", Vrf);
        json.WriteString("bgpStatus", BgpStatus);
        json.WriteString("bfdStatus", BfdStatus);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
