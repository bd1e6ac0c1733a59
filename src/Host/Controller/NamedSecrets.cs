using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Controller;

/// <summary>The Secrets that the FRRConfigurations of a namespace name. Of an object nothing else is kept.</summary>
internal sealed class NamedSecrets(Action onChange) : NoteStore<IReadOnlySet<string>>(onChange)
{
    /// <summary>The names, each once, in order.</summary>
    public IReadOnlyList<string> All() =>
        [.. Notes().SelectMany(names => names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    protected override IReadOnlySet<string>? Note(ApiObject found) => SecretNames.In(found.Read()) is { Count: > 0 } names ? names : null;

    /// <inheritdoc/>
    protected override bool IsSame(IReadOnlySet<string> one, IReadOnlySet<string> other) => one.SetEquals(other);
}
