using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Controller;

/// <summary>The Secrets that the FRRConfigurations of a namespace name. Of an object nothing else is kept.</summary>
internal sealed class NamedSecrets(Action onChange) : IApiStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IReadOnlySet<string>> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);

    /// <summary>The names, each once, in order.</summary>
    public IReadOnlyList<string> All()
    {
        lock (_lock)
        {
            return [.. _names.Values.SelectMany(names => names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }
    }

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
            foreach (var gone in _names.Keys.Where(name => !_listed.Contains(name)).ToList())
            {
                _names.Remove(gone);
            }
        }

        onChange();
    }

    /// <inheritdoc/>
    public void Put(ApiObject found)
    {
        var names = SecretNames.In(found.Read());
        lock (_lock)
        {
            if (names.Count == 0 ? !_names.Remove(found.Name) : _names.TryGetValue(found.Name, out var before) && before.SetEquals(names))
            {
                return;
            }

            if (names.Count > 0)
            {
                _names[found.Name] = names;
            }
        }

        onChange();
    }

    /// <inheritdoc/>
    public void Remove(ApiObject gone)
    {
        lock (_lock)
        {
            if (!_names.Remove(gone.Name))
            {
                return;
            }
        }

        onChange();
    }
}
