namespace FrrK8s.Host.Kubernetes;

/// <summary>Keeps one note about each object of a kind, and nothing else of it.</summary>
/// <param name="onChange">Told when a note came, changed or went, and when a list is whole.</param>
internal abstract class NoteStore<T>(Action onChange) : IApiStore
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, T> _notes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Begin() => _listed.Clear();

    /// <inheritdoc/>
    public void Listed(ApiObject found)
    {
        _listed.Add(found.Name);
        Put(found);
    }

    /// <inheritdoc/>
    public void End()
    {
        lock (_lock)
        {
            foreach (var gone in _notes.Keys.Where(name => !_listed.Contains(name)).ToList())
            {
                _notes.Remove(gone);
            }
        }

        onChange();
    }

    /// <inheritdoc/>
    public void Put(ApiObject found) => Set(found.Name, Note(found));

    /// <inheritdoc/>
    public void Remove(ApiObject gone) => Set(gone.Name, null);

    /// <summary>What is kept of an object; null for nothing.</summary>
    protected abstract T? Note(ApiObject found);

    /// <summary>Whether two notes say the same.</summary>
    protected abstract bool IsSame(T one, T other);

    /// <summary>The notes as they are now.</summary>
    protected IReadOnlyList<T> Notes()
    {
        lock (_lock)
        {
            return [.. _notes.Values];
        }
    }

    private void Set(string name, T? note)
    {
        lock (_lock)
        {
            var before = _notes.GetValueOrDefault(name);
            if (note is null ? before is null : before is not null && IsSame(before, note))
            {
                return;
            }

            if (note is null)
            {
                _notes.Remove(name);
            }
            else
            {
                _notes[name] = note;
            }
        }

        onChange();
    }
}
