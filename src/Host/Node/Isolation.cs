using FrrK8s.Host.Frr;
using FrrK8s.Rules;

namespace FrrK8s.Host.Node;

/// <summary>
/// The objects that FRR refuses lines of. Each stays out until it changes, FRR is another one, or some time has passed: what it needed may have come
/// meanwhile.
/// </summary>
internal sealed class Isolation(TimeProvider time)
{
    /// <summary>After so long an object is tried again as it is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What is held against objects now.</summary>
    public IReadOnlyList<FrrRefusal> Refusals => [.. _entries.Values.SelectMany(entry => entry.Refusals)];

    /// <summary>Holds against their objects the lines that FRR refused; false when they are nobody's.</summary>
    public bool Add(Conversion conversion, IReadOnlyList<RefusedLine> refused)
    {
        // FRR's words for one line are often the consequence of those for a line before it, so only the first is surely to blame; lines
        // that went without a word have no such consequences.
        var named = refused.Where(line => !line.IsSilent && conversion.OwnersOf(line).Count > 0).Take(1).ToList();
        var blamed = named.Count > 0 ? named : refused.Where(line => line.IsSilent).ToList();
        var isAny = false;
        foreach (var (line, owner) in blamed.SelectMany(line => conversion.OwnersOf(line).Select(owner => (line, owner))))
        {
            var refusal = new FrrRefusal(owner.Object, owner.Path, $"FRR refused {owner.Where}`{line.Text}`: {line.Reason}");
            var entry = _entries.GetValueOrDefault(owner.Object) ?? new Entry([], conversion.ContentOf(owner.Object), time.GetTimestamp());
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

    /// <summary>Lets go of all objects; true when there were any.</summary>
    public bool Clear()
    {
        var had = _entries.Count > 0;
        _entries.Clear();
        return had;
    }

    /// <summary>Lets go of the objects that have waited long enough; true when there were any.</summary>
    public bool Expire() =>
        _entries.Values.Any(entry => time.GetElapsedTime(entry.Since) >= Patience) && Clear();

    private sealed record Entry(IReadOnlyList<FrrRefusal> Refusals, string Content, long Since);
}
