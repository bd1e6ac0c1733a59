using System.Diagnostics;
using FrrK8s.Bench.Inputs;
using FrrK8s.Bench.Measuring;
using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Remediation;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Bench.Benchmarks;

/// <summary>A running configuration that lacks one line of the intended one: read both, compare, say what to do.</summary>
internal static class Drift
{
    private const string Ours = "parse, compare, remediate";
    private const string Reload = "/usr/lib/frr/frr-reload.py";

    public static Benchmark Benchmark { get; } = new("drift", "one line of difference between intended and running", Cases);

    private static IEnumerable<Case> Cases()
    {
        foreach (var lines in (int[])[1_000, 10_000, 100_000])
        {
            var pair = RunningPair.Of(lines);
            yield return new Case(Ours, lines, "lines", () => () => Commands(pair)) { TargetMs = lines == 10_000 ? 20 : null };
        }

        if (!File.Exists(Reload))
        {
            Console.WriteLine($"  {Reload} is not there: nothing to compare with");
            yield break;
        }

        // It reads the running configuration from a file here, and not from FRR: what it would spend on asking is not counted.
        foreach (var lines in (int[])[1_000, 10_000])
        {
            var pair = RunningPair.Of(lines);
            yield return new Case("frr-reload.py --test", lines, "lines", () => () => Test(pair)) { Than = Ours, TargetRatio = lines == 10_000 ? 20 : null };
        }
    }

    private static long Commands(RunningPair pair)
    {
        var comparison = Comparison.Of(Document.Parse(pair.Intended), Document.Parse(pair.Running));
        return RemediationPlan.Of(comparison).ToString().Count('\n'.Equals);
    }

    private static long Test(RunningPair pair)
    {
        var folder = Directory.CreateTempSubdirectory("frrk8s-bench-").FullName;
        try
        {
            var (intended, running) = (Path.Combine(folder, "intended.conf"), Path.Combine(folder, "running.conf"));
            File.WriteAllText(intended, pair.Intended);
            File.WriteAllText(running, pair.Running);
            string[] arguments =
                ["--test", "--stdout", "--bindir", "/usr/bin", "--confdir", folder, "--rundir", folder, "--input", running, intended];
            using var process = Process.Start(
                new ProcessStartInfo(Reload, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output.Split('\n').SkipWhile(line => line != "Lines To Add").Skip(2).Count(line => line.Length > 0)
                : throw new InvalidOperationException($"{Reload} ended with {process.ExitCode}: {error.Result}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
