namespace FrrK8s.Host.Frr;

/// <summary>
/// A configuration text with its secrets. It prints as <c>***</c>, so no log and no message can hold one by accident;
/// only <see cref="Reveal"/> gives the text, and only writers of 0600 files and readers of secrets call it.
/// </summary>
internal sealed class ConfigText(string text) : IEquatable<ConfigText>
{
    /// <summary>The text as FRR reads it.</summary>
    public string Reveal() => text;

    /// <inheritdoc/>
    public bool Equals(ConfigText? other) => other is not null && string.Equals(text, other.Reveal(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConfigText);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => "***";
}
