using System.Collections.Concurrent;
using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.Faults;

/// <summary>The faults of one release and what each cost, as a table in `artifacts/test-logs`.</summary>
internal sealed class FaultMatrix
{
    private static readonly ConcurrentDictionary<string, FaultMatrix> Matrices = new(StringComparer.Ordinal);

    private readonly FrrRelease _release;
    private readonly ConcurrentDictionary<string, FaultOutcome> _outcomes = new(StringComparer.Ordinal);

    private readonly ConcurrentQueue<string> _repetitions = new();

    private FaultMatrix(FrrRelease release) => _release = release;

    private static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is { Name: not "artifacts" })
            {
                folder = folder.Parent;
            }

            return Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "test-logs");
        }
    }

    /// <summary>The one of a release, whoever adds to it.</summary>
    public static FaultMatrix Of(FrrRelease release) => Matrices.GetOrAdd(release.Name, _ => new FaultMatrix(release));

    /// <summary>Takes an outcome down.</summary>
    public void Add(FaultOutcome outcome) => _outcomes[outcome.Fault] = outcome;

    /// <summary>A fault is played once more, since mgmtd was lost in it.</summary>
    public void AddRepetition(string fault) => _repetitions.Enqueue(fault);

    /// <summary>Writes the table as it is by now, in the order of the list.</summary>
    public void Write()
    {
        if (_outcomes.IsEmpty)
        {
            return;
        }

        var rows = FaultList.All.Where(fault => _outcomes.ContainsKey(fault.Name)).Select(fault => _outcomes[fault.Name]).ToList();
        string[][] cells = [FaultOutcome.Heads, .. rows.Select(row => row.Cells)];
        var widths = FaultOutcome.Heads.Select((_, column) => cells.Max(row => row[column].Length)).ToArray();
        var lines = cells.Select(row => string.Join("  ", row.Select((cell, column) =>
            column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        var problems = rows.Where(row => row.Problem.Length > 0).Select(row => $"{row.Fault}: {row.Problem}");
        var repetitions = _repetitions.Select(fault => $"played once more, since FRR's mgmtd listened to nobody any more (docs/decisions/0007): {fault}");
        string[] table =
            [$"FRR {_release.Name}: {rows.Count(row => row.Problem.Length == 0)} of {rows.Count} faults survived", "", .. lines, "", .. repetitions, .. problems];
        lock (_outcomes)
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllLines(Path.Combine(Folder, $"faults-{_release.Name}.txt"), table);
        }
    }
}
