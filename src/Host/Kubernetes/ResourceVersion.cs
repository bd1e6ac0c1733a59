using System.Globalization;

namespace FrrK8s.Host.Kubernetes;

/// <summary>Versions of one kind compare as numbers (KEP-5504); those that are none, not at all.</summary>
internal static class ResourceVersion
{
    /// <summary>True when both are numbers and the first is the lower one.</summary>
    public static bool IsOlder(string version, string than) => Number(version) is { } number && Number(than) is { } other && number < other;

    /// <summary>The number; null when it is none.</summary>
    public static ulong? Number(string version) =>
        ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
