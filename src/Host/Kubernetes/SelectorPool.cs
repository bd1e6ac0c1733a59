namespace FrrK8s.Host.Kubernetes;

/// <summary>Gives equal selectors the same bytes, most times: thousands of objects have few of them.</summary>
internal sealed class SelectorPool
{
    private const int Slots = 1024;

    private readonly byte[]?[] _slots = new byte[]?[Slots];

    /// <summary>These bytes, to be kept.</summary>
    public byte[] Keep(ReadOnlySpan<byte> selector)
    {
        var hash = default(HashCode);
        hash.AddBytes(selector);
        ref var slot = ref _slots[(uint)hash.ToHashCode() % Slots];
        return slot is not null && selector.SequenceEqual(slot) ? slot : slot = selector.ToArray();
    }
}
