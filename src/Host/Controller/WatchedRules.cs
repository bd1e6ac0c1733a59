using System.Text.Json;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Controller;

/// <summary>The rules of one Role as they are now; null while there is no such Role.</summary>
internal sealed class WatchedRules(Action onChange) : IApiStore
{
    private static readonly JsonElement None = JsonElement.Parse("[]");

    private readonly Lock _lock = new();
    private JsonElement? _current;
    private bool _isListed;

    /// <summary>The rules.</summary>
    public JsonElement? Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    /// <inheritdoc/>
    public void Begin() => _isListed = false;

    /// <inheritdoc/>
    public void Listed(ApiObject found)
    {
        _isListed = true;
        Put(found);
    }

    /// <inheritdoc/>
    public void End()
    {
        if (!_isListed)
        {
            Set(null);
        }
    }

    /// <inheritdoc/>
    public void Put(ApiObject found) =>
        Set(found.Read().Child("rules") is { ValueKind: JsonValueKind.Array } rules ? rules.Clone() : None);

    /// <inheritdoc/>
    public void Remove(ApiObject gone) => Set(null);

    private void Set(JsonElement? rules)
    {
        lock (_lock)
        {
            _current = rules;
        }

        onChange();
    }
}
