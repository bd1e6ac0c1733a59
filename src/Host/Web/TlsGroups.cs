using System.Globalization;
using FrrK8s.Host.Cli;

namespace FrrK8s.Host.Web;

/// <summary>The groups ("curves") in which keys are exchanged, by their numbers in IANA's register, which are Go's CurveIDs.</summary>
internal static class TlsGroups
{
    private const string Option = "--tls-curve-preferences";

    // Those that Go's crypto/tls knows, by OpenSSL's names.
    private static readonly SortedDictionary<int, string> Known = new()
    {
        [23] = "P-256",
        [24] = "P-384",
        [25] = "P-521",
        [29] = "X25519",
        [4587] = "SecP256r1MLKEM768",
        [4588] = "X25519MLKEM768",
        [4589] = "SecP384r1MLKEM1024",
    };

    /// <summary>Reads the Go daemon's flag: numbers with commas between; nothing is OpenSSL's own choice. The result are OpenSSL's names.</summary>
    /// <exception cref="UsageException">It is not what is allowed.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        var names = new List<string>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !Known.TryGetValue(number, out var name))
            {
                throw new UsageException(
                    $"{Option}: `{part}` is not the number of a group; {string.Join(", ", Known.Select(one => $"{one.Key} ({one.Value})"))} are allowed");
            }

            if (names.Contains(name, StringComparer.Ordinal))
            {
                throw new UsageException($"{Option}: `{part}` stands there twice");
            }

            names.Add(name);
        }

        return names;
    }

    /// <summary>What is said when they cannot be put in force.</summary>
    public static UsageException Unavailable(IReadOnlyList<string> names, string problem) =>
        new($"{Option}: {string.Join(", ", names)} cannot be put in force here: {problem}");
}
