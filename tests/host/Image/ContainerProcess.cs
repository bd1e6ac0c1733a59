using System.Globalization;

namespace FrrK8s.HostTests.Image;

/// <summary>What the kernel says a process is and may. Capabilities are bits, by the kernel's numbers.</summary>
internal sealed record ContainerProcess(int Pid, string Name, string User, ulong Permitted, ulong Effective, ulong Inheritable, ulong Bounding, bool IsLocked)
{
    private static readonly Dictionary<int, string> Names = new()
    {
        [10] = "NET_BIND_SERVICE",
        [12] = "NET_ADMIN",
        [13] = "NET_RAW",
        [21] = "SYS_ADMIN",
    };

    /// <summary>Every process of the namespace that this one is in, ordered by name.</summary>
    public static IReadOnlyList<ContainerProcess> OfNamespace(int pid)
    {
        var own = NamespaceOf(pid);
        return
        [
            .. Directory.GetDirectories("/proc")
                .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0 && own is not null && string.Equals(NamespaceOf(id), own, StringComparison.Ordinal))
                .Select(Read)
                .OfType<ContainerProcess>()
                .OrderBy(process => process.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>One line: name, user and groups, permitted, bounding, and whether it can never get more.</summary>
    public override string ToString() =>
        $"{Name} {User} has [{Text(Permitted)}] of [{Text(Bounding)}]{(IsLocked ? " for good" : "")}";

    private static string Text(ulong bits) => string.Join(' ', Enumerable.Range(0, 64)
        .Where(bit => (bits & (1UL << bit)) != 0)
        .Select(bit => Names.GetValueOrDefault(bit, $"capability {bit}"))
        .Order(StringComparer.Ordinal));

    private static string? NamespaceOf(int pid)
    {
        try
        {
            return new FileInfo($"/proc/{pid}/ns/pid").LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static ContainerProcess? Read(int pid)
    {
        try
        {
            var fields = File.ReadAllLines($"/proc/{pid}/status")
                .Select(line => line.Split(':', 2))
                .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.Ordinal);
            return new ContainerProcess(
                pid,
                fields["Name"],
                $"{fields["Uid"].Split('\t')[1]}:{fields["Gid"].Split('\t')[1]}+{fields["Groups"].Replace(' ', ',')}",
                Bits("CapPrm"),
                Bits("CapEff"),
                Bits("CapInh"),
                Bits("CapBnd"),
                fields["NoNewPrivs"] == "1");

            ulong Bits(string name) => ulong.Parse(fields[name], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
