using System.Text.Json;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// The FRRConfigurations of a namespace. Those for this node are kept as far as the rules need them, of all others just the name and the selector. New
/// labels of the node count from the moment on at which all objects that they select are here, so that nothing is withdrawn that comes again at once.
/// </summary>
/// <param name="guard">Held while anything is changed or read.</param>
/// <param name="onChange">Called, with the guard held, after something about this node became another one.</param>
internal sealed class WatchedConfigurations(Lock guard, Action onChange) : IApiStore
{
    private readonly SelectorPool _pool = new();
    private Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private Dictionary<string, Entry> _listing = new(StringComparer.Ordinal);
    private NodeLabels? _labels;
    private NodeLabels? _coming;

    /// <summary>True when there are labels to select by.</summary>
    public bool HasLabels => _labels is not null;

    /// <summary>The Node with the labels that count; null as long as there are none.</summary>
    public ManifestDocument? Node => _labels?.Node;

    /// <summary>How many objects are for other nodes.</summary>
    public int Others { get; private set; }

    /// <summary>The objects for this node, in the order of their names.</summary>
    public IReadOnlyList<ManifestDocument> Documents =>
    [
        .. _entries
            .Where(entry => IsForUs(entry.Value))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => entry.Value.Document!),
    ];

    /// <summary>The objects that the node's new labels select and that are not here; empty when nothing is waited for.</summary>
    public IReadOnlyList<string> Missing =>
        _coming is { } labels ? [.. _entries.Where(entry => entry.Value.IsMissingFor(labels)).Select(entry => entry.Key)] : [];

    /// <summary>The node has these labels.</summary>
    public void Label(NodeLabels labels)
    {
        lock (guard)
        {
            _coming = labels.Equals(_labels) ? null : labels;
            Settle();
        }
    }

    /// <summary>An object that was missing; null when there is none of the name.</summary>
    public void Fetched(string name, ApiObject? found)
    {
        lock (guard)
        {
            // What the watch has said meanwhile is newer: the object may be here, or be for others by now.
            if (_entries.TryGetValue(name, out var entry) && entry.IsMissingFor(_coming) && (found is null || !IsOlder(found, entry)))
            {
                if (found is null)
                {
                    _entries.Remove(name);
                }
                else
                {
                    _entries[name] = Keep(found, entry);
                }
            }

            Settle();
        }
    }

    /// <inheritdoc/>
    public void Begin() => _listing = new Dictionary<string, Entry>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Listed(ApiObject found)
    {
        lock (guard)
        {
            _listing[found.Name] = Keep(found, _entries.GetValueOrDefault(found.Name));
        }
    }

    /// <inheritdoc/>
    public void End()
    {
        lock (guard)
        {
            var before = Documents;
            (_entries, _listing) = (_listing, new Dictionary<string, Entry>(StringComparer.Ordinal));
            Count();
            if (!before.SequenceEqual(Documents, ReferenceEqualityComparer.Instance))
            {
                onChange();
            }

            Settle();
        }
    }

    /// <inheritdoc/>
    public void Put(ApiObject found)
    {
        lock (guard)
        {
            var before = _entries.GetValueOrDefault(found.Name);
            if (IsOlder(found, before))
            {
                return;
            }

            var now = Keep(found, before);
            if (ReferenceEquals(before, now))
            {
                return;
            }

            _entries[found.Name] = now;
            Replaced(before, now);
        }
    }

    /// <inheritdoc/>
    public void Remove(ApiObject gone)
    {
        lock (guard)
        {
            if (!IsOlder(gone, _entries.GetValueOrDefault(gone.Name)) && _entries.Remove(gone.Name, out var before))
            {
                Replaced(before, null);
            }
        }
    }

    private bool IsForUs(Entry? entry) => entry is { Document: not null } && _labels?.Select(entry.Selector) == true;

    private void Replaced(Entry? before, Entry? now)
    {
        Others += (now is { Document: null } ? 1 : 0) - (before is { Document: null } ? 1 : 0);
        if (IsForUs(before) || IsForUs(now))
        {
            onChange();
        }

        if (_coming is not null)
        {
            Settle();
        }
    }

    // An object that was asked for may be newer than what the watch says next.
    private static bool IsOlder(ApiObject found, Entry? than) => than is not null && ResourceVersion.Number(found.ResourceVersion) < than.Version;

    // The entry before, when nothing of it became another one.
    private Entry Keep(ApiObject found, Entry? before)
    {
        var kept = KeepContent(found, before);
        kept.Version = ResourceVersion.Number(found.ResourceVersion);
        return kept;
    }

    private Entry KeepContent(ApiObject found, Entry? before)
    {
        var selector = found.NodeSelector.Span;
        var isSameSelector = before is not null && selector.SequenceEqual(before.Selector);
        if (isSameSelector && before is { Document: null } && !before.IsMissingFor(_coming))
        {
            return before;
        }

        if (_labels?.Select(selector) != true && _coming?.Select(selector) != true)
        {
            return new Entry(_pool.Keep(selector), null);
        }

        var document = ReducedObject.Configuration(found);
        return isSameSelector && before!.Document is { } old && JsonElement.DeepEquals(old.Content, document.Content)
            ? before
            : new Entry(_pool.Keep(selector), document);
    }

    private void Settle()
    {
        if (_coming is null || Missing.Count > 0)
        {
            return;
        }

        (_labels, _coming) = (_coming, null);
        foreach (var (name, entry) in _entries.Where(entry => entry.Value.Document is not null && !IsForUs(entry.Value)).ToList())
        {
            _entries[name] = entry with { Document = null };
        }

        Count();
        onChange();
    }

    private void Count() => Others = _entries.Values.Count(entry => entry.Document is null);

    /// <summary>What is kept of an object.</summary>
    /// <param name="Selector">As it is spelled.</param>
    /// <param name="Document">Null for an object that is not for this node.</param>
    private sealed record Entry(byte[] Selector, ManifestDocument? Document)
    {
        // What is not for this node, and stays so, is not made anew for it: there are thousands.
        public ulong? Version { get; set; }

        public bool IsMissingFor(NodeLabels? labels) => Document is null && labels?.Select(Selector) == true;
    }
}
