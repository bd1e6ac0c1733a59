using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>
/// Keeps the objects of the daemon's namespace in the index, each version read once. What was just let in counts at once, before the
/// watch shows it: else two contradicting objects applied one after the other would both pass. If it does not show up, somebody else
/// refused it, and it is forgotten.
/// </summary>
internal sealed class ConfigurationStore(AdmissionIndex index, TimeProvider time) : IApiStore
{
    /// <summary>After so long what was let in must have been seen.</summary>
    public static readonly TimeSpan Foresight = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, KnownObject> _stored = new(StringComparer.Ordinal);

    private readonly Dictionary<string, long> _foreseen = new(StringComparer.Ordinal);

    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Begin() => _listed.Clear();

    /// <inheritdoc/>
    public void Listed(ApiObject found)
    {
        _listed.Add(IdOf(found));
        Put(found);
    }

    /// <inheritdoc/>
    public void End()
    {
        lock (index.Lock)
        {
            foreach (var id in _stored.Keys.Where(id => !_listed.Contains(id)).ToList())
            {
                Forget(id);
            }
        }

        _listed.Clear();
    }

    /// <inheritdoc/>
    public void Put(ApiObject found)
    {
        lock (index.Lock)
        {
            if (_stored.TryGetValue(IdOf(found), out var known)
                && string.Equals(known.ResourceVersion, found.ResourceVersion, StringComparison.Ordinal))
            {
                _foreseen.Remove(IdOf(found));
                index.Set(known);
                return;
            }
        }

        Put(found.Read());
    }

    /// <summary>A version of an object as the API server has it now.</summary>
    public void Put(JsonElement manifest)
    {
        var known = Known(manifest, Engine.Declare(manifest));
        lock (index.Lock)
        {
            _foreseen.Remove(known.Declaration.Id);
            _stored[known.Declaration.Id] = known;
            index.Set(known);
        }
    }

    /// <inheritdoc/>
    public void Remove(ApiObject gone) => Remove(IdOf(gone));

    /// <summary>The API server has no such object any more.</summary>
    public void Remove(string id)
    {
        lock (index.Lock)
        {
            Forget(id);
        }
    }

    /// <summary>Something was let in and is about to be stored. The index's lock is held.</summary>
    public void Foresee(AdmissionQuestion question)
    {
        var known = Known(question.Object, question.New);
        _foreseen[known.Declaration.Id] = time.GetTimestamp();
        index.Set(known);
    }

    /// <summary>Forgets what was let in long ago and never stored. The index's lock is held.</summary>
    public void GiveUpForeseen()
    {
        foreach (var (id, since) in _foreseen.ToList())
        {
            if (time.GetElapsedTime(since) < Foresight)
            {
                continue;
            }

            _foreseen.Remove(id);
            if (_stored.TryGetValue(id, out var stored))
            {
                index.Set(stored);
            }
            else
            {
                index.Remove(id);
            }
        }
    }

    private void Forget(string id)
    {
        _stored.Remove(id);
        _foreseen.Remove(id);
        index.Remove(id);
    }

    private static KnownObject Known(JsonElement manifest, Declaration declaration)
    {
        var metadata = manifest.Child("metadata") ?? default;
        return new KnownObject(metadata.TextOf("uid"), metadata.TextOf("resourceVersion"), declaration);
    }

    private static string IdOf(ApiObject found) => $"{found.Namespace}/{found.Name}";
}
