using System.Collections.Immutable;
using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>A set of objects that some nodes have in common. Equal when the members are the very same.</summary>
internal sealed class DeclarationSet : IEquatable<DeclarationSet>
{
    private readonly int _hash;

    /// <summary>The set of these objects, in any order.</summary>
    public DeclarationSet(IEnumerable<Declaration> members)
    {
        Members = [.. members.OrderBy(member => member.Id, StringComparer.Ordinal)];
        var hash = default(HashCode);
        foreach (var member in Members)
        {
            hash.Add(member.Id, StringComparer.Ordinal);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The objects, in order of their names.</summary>
    public ImmutableArray<Declaration> Members { get; }

    /// <inheritdoc/>
    public bool Equals(DeclarationSet? other) =>
        other is not null && _hash == other._hash && Members.AsSpan().SequenceEqual(other.Members.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DeclarationSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}
