using System.Collections.Concurrent;
using System.Text.Json;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Sessions;

/// <summary>
/// The BGPSessionStates of this node in the API server, and what is to be done so that they are the wanted ones. It lists them once and then writes what differs
/// from what it wrote; after any failure it lists again.
/// </summary>
internal sealed class SessionStates(IApiClient api, SessionStateScope scope, TimeProvider time)
{
    // While bgpd starts, its neighbors are away for a moment: their objects stay.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    // A few requests at a time.
    private const int AtOnce = 4;

    private readonly WriteBudget _budget = new(time);
    private readonly ConcurrentDictionary<(string Vrf, string Peer), long> _missingSince = [];
    private ConcurrentDictionary<(string Vrf, string Peer), Stored>? _stored;
    private List<string> _surplus = [];
    private PodOwner? _owner;
    private bool _isOwnerKnown;

    /// <summary>The next round looks at what the API server has.</summary>
    public void Forget() => _stored = null;

    /// <summary>Makes them the wanted ones; returns when there is more to do though nothing changes, null when there is not.</summary>
    /// <exception cref="ApiException">Something could not be written; the rest may not have been tried.</exception>
    public async Task<TimeSpan?> BringAsync(IReadOnlyDictionary<(string Vrf, string Peer), SessionState> wanted, CancellationToken cancellationToken)
    {
        try
        {
            await FindOwnerAsync(cancellationToken);
            _stored ??= await ListAsync(cancellationToken);
            foreach (var key in _missingSince.Keys.Where(wanted.ContainsKey).ToList())
            {
                _missingSince.TryRemove(key, out _);
            }

            // What is known of a session is worth more than that one is gone.
            await EachAsync(wanted.Values.Where(state => _stored.TryGetValue(state.Key, out var stored) && stored.State != state), UpdateAsync, cancellationToken);
            await EachAsync(wanted.Values.Where(state => !_stored.ContainsKey(state.Key)).ToList(), CreateAsync, cancellationToken);
            var missing = _stored.Keys.Where(key => !wanted.ContainsKey(key)).ToList();
            missing.ForEach(key => _missingSince.TryAdd(key, time.GetTimestamp()));
            await EachAsync(missing.Where(key => time.GetElapsedTime(_missingSince[key]) >= Grace), RemoveAsync, cancellationToken);
            await EachAsync(_surplus, DeleteAsync, cancellationToken);
            _surplus = [];
            return _missingSince.IsEmpty ? null : _missingSince.Values.Min(since => Grace - time.GetElapsedTime(since));
        }
        catch
        {
            Forget();
            throw;
        }
    }

    private async Task FindOwnerAsync(CancellationToken cancellationToken)
    {
        if (_isOwnerKnown || scope.Pod.Length == 0)
        {
            return;
        }

        try
        {
            var pod = await api.GetAsync(ApiResources.Pods, scope.Namespace, scope.Pod, cancellationToken);
            _owner = new PodOwner(scope.Pod, pod.Child("metadata")?.TextOf("uid") ?? "");
        }
        catch (ApiException problem) when (problem.IsRefusal)
        {
            // There is no such Pod, or it may not be read: the states then have no owner, and the cleaner takes them away.
        }

        _isOwnerKnown = true;
    }

    private async Task<ConcurrentDictionary<(string Vrf, string Peer), Stored>> ListAsync(CancellationToken cancellationToken)
    {
        var stored = new ConcurrentDictionary<(string Vrf, string Peer), Stored>();
        _surplus = [];
        var list = await api.ListAsync(ApiResources.BgpSessionStates, scope.Namespace, SessionState.SelectorOf(scope.Node), cancellationToken);
        foreach (var item in list.Items)
        {
            var name = item.Child("metadata")?.TextOf("name") ?? "";
            if (!stored.TryAdd(SessionState.KeyOf(item), new Stored(name, SessionState.Read(item))))
            {
                _surplus.Add(name);
            }
            else if (_owner is { } owner && !owner.Owns(item))
            {
                // It is a former Pod's and would go with it.
                await _budget.TakeAsync(cancellationToken);
                await api.PatchAsync(ApiResources.BgpSessionStates, scope.Namespace, name, null, ApiPatch.Merge, Adoption(owner), cancellationToken);
            }
        }

        return stored;
    }

    private async Task CreateAsync(SessionState state, CancellationToken cancellationToken)
    {
        var body = JsonBody.Of(json => state.WriteTo(json, scope.Namespace, _owner));
        var made = await api.CreateAsync(ApiResources.BgpSessionStates, scope.Namespace, body, cancellationToken);
        await WriteAsync(state, made.Child("metadata")?.TextOf("name") ?? "", cancellationToken);
    }

    private async Task UpdateAsync(SessionState state, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(state, _stored![state.Key].Name, cancellationToken);
        }
        catch (ApiException problem) when (problem.IsNotFound)
        {
            // Somebody deleted it.
            await CreateAsync(state, cancellationToken);
        }
    }

    private async Task WriteAsync(SessionState state, string name, CancellationToken cancellationToken)
    {
        var body = JsonBody.Of(state.WriteStatusTo);
        await api.PatchAsync(ApiResources.BgpSessionStates, scope.Namespace, name, "status", ApiPatch.Merge, body, cancellationToken);
        _stored![state.Key] = new Stored(name, state);
    }

    private async Task RemoveAsync((string Vrf, string Peer) key, CancellationToken cancellationToken)
    {
        await DeleteAsync(_stored![key].Name, cancellationToken);
        _stored.TryRemove(key, out _);
        _missingSince.TryRemove(key, out _);
    }

    private async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await api.DeleteAsync(ApiResources.BgpSessionStates, scope.Namespace, name, cancellationToken);
        }
        catch (ApiException problem) when (problem.IsNotFound)
        {
            // Somebody else was first.
        }
    }

    private Task EachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> act, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        items.ToList(),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (item, token) =>
        {
            await _budget.TakeAsync(token);
            await act(item, token);
        });

    private static JsonElement Adoption(PodOwner owner) => JsonBody.Of(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        owner.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private sealed record Stored(string Name, SessionState State);
}
