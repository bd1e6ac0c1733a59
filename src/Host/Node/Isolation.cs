using FrrK8s.Host.Frr;
using FrrK8s.Rules;

namespace FrrK8s.Host.Node;

/// <summary>
/// The objects that FRR refuses lines of. Each stays out until it changes, FRR is another one, or what it needs may have come: a while after other objects
/// changed, and after <see cref="Patience"/> in any case; ever longer with each try in vain, which FRR may have half in force for a moment.
/// </summary>
internal sealed class Isolation(TimeProvider time)
{
    /// <summary>After so long an object is tried again as it is; with each further time the wait doubles.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>No wait is longer.</summary>
    public static readonly TimeSpan MostPatience = TimeSpan.FromHours(1);

    /// <summary>When others changed an object is tried again this long after it was refused first; with each further time the wait doubles.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    // Those that are being tried again.
    private Dictionary<string, Entry> _tried = new(StringComparer.Ordinal);

    /// <summary>What is held against objects now.</summary>
    public IReadOnlyList<FrrRefusal> Refusals => [.. _entries.Values.SelectMany(entry => entry.Refusals)];

    /// <summary>Holds against their objects the lines that FRR refused; false when they are nobody's.</summary>
    public bool Add(Conversion conversion, IReadOnlyList<RefusedLine> refused)
    {
        // FRR's words for one line are often the consequence of those for a line before it, so only the first is surely to blame, and of those
        // a snippet's, which may say anything, before one that is rendered; lines that went without a word have no such consequences.
        var named = refused.Where(line => !line.IsSilent && conversion.OwnersOf(line).Count > 0).ToList();
        var first = named.Find(line => conversion.OwnersOf(line).All(owner => owner.IsRaw)) ?? named.FirstOrDefault();
        var blamed = first is not null ? [first] : refused.Where(line => line.IsSilent).ToList();
        var isAny = false;
        foreach (var (line, owner) in blamed.SelectMany(line => conversion.OwnersOf(line).Select(owner => (line, owner))))
        {
            var refusal = new FrrRefusal(owner.Object, owner.Path, $"FRR refused {owner.Where}`{line.Text}`: {line.Reason}");
            var entry = _entries.GetValueOrDefault(owner.Object) ?? New(owner.Object, conversion.ContentOf(owner.Object));
            _entries[owner.Object] = entry with { Refusals = [.. entry.Refusals, refusal] };
            isAny = true;
        }

        return isAny;
    }

    /// <summary>Lets go of the objects whose content is another one now; true when there were any.</summary>
    public bool KeepUnchanged(Func<string, string> contentOf)
    {
        var changed = _entries.Where(entry => contentOf(entry.Key) != entry.Value.Content).Select(entry => entry.Key).ToList();
        changed.ForEach(name => _entries.Remove(name));
        return changed.Count > 0;
    }

    /// <summary>Other objects changed: what an object needed may have come with that.</summary>
    public void OthersChanged()
    {
        foreach (var (name, entry) in _entries.ToList())
        {
            _entries[name] = entry with { Wait = Doubled(FirstWait, entry.Tries, Patience) };
        }
    }

    /// <summary>Lets go of all objects, for FRR is another one; true when there were any.</summary>
    public bool Clear()
    {
        var had = _entries.Count > 0;
        _entries.Clear();
        _tried.Clear();
        return had;
    }

    /// <summary>When the first object is to be tried again; null when there is none.</summary>
    public TimeSpan? Remaining => _entries.Count == 0 ? null : _entries.Values.Min(entry => entry.Wait - time.GetElapsedTime(entry.Since));

    /// <summary>Lets go of all objects when one has waited long enough, since each may need the other; true when that is so.</summary>
    public bool Expire()
    {
        if (Remaining is not { } remaining || remaining > TimeSpan.Zero)
        {
            return false;
        }

        _tried = new Dictionary<string, Entry>(_entries, StringComparer.Ordinal);
        _entries.Clear();
        return true;
    }

    private static TimeSpan Doubled(TimeSpan first, int tries, TimeSpan most) =>
        TimeSpan.FromSeconds(Math.Min(first.TotalSeconds * Math.Pow(2, tries - 1), most.TotalSeconds));

    private Entry New(string name, string content)
    {
        var tries = _tried.TryGetValue(name, out var before) && before.Content == content ? before.Tries + 1 : 1;
        return new Entry([], content, time.GetTimestamp(), tries, Doubled(Patience, tries, MostPatience));
    }

    private sealed record Entry(IReadOnlyList<FrrRefusal> Refusals, string Content, long Since, int Tries, TimeSpan Wait);
}
