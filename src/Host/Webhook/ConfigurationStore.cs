using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>
/// Keeps the objects of the daemon's namespace in the index, each version read once. Answers to single questions may be older than what the watch has
/// said by then, or newer: versions decide. What was just let in counts at once, before the watch shows it: else two contradicting objects applied one
/// after the other would both pass. If it does not show up, somebody else refused it, and it is forgotten.
/// </summary>
internal sealed class ConfigurationStore(AdmissionIndex index, TimeProvider time) : IApiStore
{
    /// <summary>After so long what was let in must have been seen.</summary>
    public static readonly TimeSpan Foresight = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, KnownObject> _stored = new(StringComparer.Ordinal);

    private readonly Dictionary<string, long> _foreseen = new(StringComparer.Ordinal);

    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);

    // Stored from an answer that is newer than what the watch has said since the last list began.
    private readonly HashSet<string> _ahead = new(StringComparer.Ordinal);

    private string _watched = "";

    private TaskCompletionSource _word = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public void Begin()
    {
        lock (index.Lock)
        {
            _listed.Clear();
            _ahead.Clear();
            _watched = "";
        }
    }

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
            foreach (var id in _stored.Keys.Where(id => !_listed.Contains(id) && !_ahead.Contains(id)).ToList())
            {
                Forget(id);
            }

            _listed.Clear();
        }
    }

    /// <inheritdoc/>
    public void Put(ApiObject found)
    {
        lock (index.Lock)
        {
            Hear(found);
            if (IsBehind(found) || (_stored.TryGetValue(IdOf(found), out var same) && same.ResourceVersion == found.ResourceVersion))
            {
                return;
            }
        }

        var manifest = found.Read();
        var known = Known(manifest, Engine.Declare(manifest));
        lock (index.Lock)
        {
            // An answer may have come meanwhile.
            if (!IsBehind(found))
            {
                _ahead.Remove(known.Declaration.Id);
                Store(known);
            }
        }
    }

    /// <inheritdoc/>
    public void Remove(ApiObject gone)
    {
        lock (index.Lock)
        {
            Hear(gone);
            if (IsBehind(gone))
            {
                return;
            }

            var id = IdOf(gone);
            if (_foreseen.ContainsKey(id) && index.Objects[id] is { ResourceVersion: "" } next && next.Uid != UidOf(gone.Read()))
            {
                _stored.Remove(id);
            }
            else
            {
                Forget(id);
            }
        }
    }

    /// <summary>The version that is stored; empty when there is none.</summary>
    public string VersionOf(string id)
    {
        lock (index.Lock)
        {
            return _stored.TryGetValue(id, out var stored) ? stored.ResourceVersion : "";
        }
    }

    /// <summary>The API server was asked for one object and had this. True when that is news.</summary>
    public bool Found(JsonElement manifest)
    {
        var metadata = manifest.Child("metadata") ?? default;
        var (id, uid, version) = ($"{metadata.TextOf("namespace")}/{metadata.TextOf("name")}", metadata.TextOf("uid"), metadata.TextOf("resourceVersion"));
        lock (index.Lock)
        {
            if (!IsNews(id, uid, version))
            {
                return false;
            }
        }

        var known = Known(manifest, Engine.Declare(manifest));
        lock (index.Lock)
        {
            // The watch may have said more meanwhile.
            if (!IsNews(id, uid, version))
            {
                return false;
            }

            _ahead.Add(id);
            Store(known);
            return true;
        }
    }

    /// <summary>
    /// The API server was asked for one object when a version of it was stored, and had none. True when that is news: what was let in and has not been
    /// seen yet may be on its way.
    /// </summary>
    public bool Missing(string id, string version)
    {
        lock (index.Lock)
        {
            if (_foreseen.ContainsKey(id) || VersionOf(id) != version)
            {
                return false;
            }

            Forget(id);
            return true;
        }
    }

    /// <summary>True while something was let in and has not been seen yet.</summary>
    /// <param name="word">Ends with the next word of the watch.</param>
    public bool IsAwaited(string id, out Task word)
    {
        lock (index.Lock)
        {
            word = _word.Task;
            return _foreseen.ContainsKey(id);
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

    // The next version, or the first of its life.
    private static bool IsShown(KnownObject foreseen, string uid, string version) => foreseen.ResourceVersion.Length == 0
        ? foreseen.Uid.Length == 0 || foreseen.Uid == uid
        : !ResourceVersion.IsOlder(version, foreseen.ResourceVersion) && version != foreseen.ResourceVersion;

    private bool IsNews(string id, string uid, string version) =>
        (_watched.Length == 0 || ResourceVersion.IsOlder(_watched, version))
        && (!_stored.TryGetValue(id, out var stored) || ResourceVersion.IsOlder(stored.ResourceVersion, version))
        && (!index.Objects.TryGetValue(id, out var counted) || IsShown(counted, uid, version));

    private void Hear(ApiObject said)
    {
        _watched = ResourceVersion.IsOlder(said.ResourceVersion, _watched) ? _watched : said.ResourceVersion;
        _word.TrySetResult();
        _word = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private bool IsBehind(ApiObject said) =>
        _ahead.Contains(IdOf(said)) && _stored.TryGetValue(IdOf(said), out var stored) && ResourceVersion.IsOlder(said.ResourceVersion, stored.ResourceVersion);

    private void Store(KnownObject known)
    {
        var id = known.Declaration.Id;
        _stored[id] = known;
        if (!_foreseen.ContainsKey(id) || IsShown(index.Objects[id], known.Uid, known.ResourceVersion))
        {
            _foreseen.Remove(id);
            index.Set(known);
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

    private static string UidOf(JsonElement manifest) => (manifest.Child("metadata") ?? default).TextOf("uid");

    private static string IdOf(ApiObject found) => $"{found.Namespace}/{found.Name}";
}
