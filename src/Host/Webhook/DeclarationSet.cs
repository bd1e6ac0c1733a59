using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>A set of objects that some nodes have in common. Equal when the members are the very same.</summary>
internal sealed class DeclarationSet : IEquatable<DeclarationSet>
{
    private readonly List<Declaration> _members;

    private readonly int _hash;

    /// <summary>The set of these objects, in any order; the list becomes the set's own.</summary>
    public DeclarationSet(List<Declaration> members)
    {
        members.Sort(static (one, other) => string.CompareOrdinal(one.Id, other.Id));
        _members = members;
        var hash = default(HashCode);
        foreach (var member in members)
        {
            hash.Add(RuntimeHelpers.GetHashCode(member));
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The objects, in order of their names.</summary>
    public IReadOnlyList<Declaration> Members => _members;

    /// <inheritdoc/>
    public bool Equals(DeclarationSet? other) =>
        other is not null && _hash == other._hash && CollectionsMarshal.AsSpan(_members).SequenceEqual(CollectionsMarshal.AsSpan(other._members));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DeclarationSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}
