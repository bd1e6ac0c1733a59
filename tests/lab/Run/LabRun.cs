using System.Diagnostics;

namespace FrrK8s.Lab.Run;

/// <summary>
/// `make run`. On a terminal it stays and shows what is, until it is told to end. Otherwise it waits for what the samples
/// must lead to and says whether it came.
/// </summary>
internal sealed class LabRun(RunOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Objects _objects = new(options);

    /// <summary>0 when it went well, 1 when not.</summary>
    public async Task<int> RunAsync(bool live, CancellationToken cancellationToken)
    {
        Say("setting up: namespaces node, tor and edge, a real FRR in each");
        await using var lab = await Laboratory.StartAsync(cancellationToken);
        Say($"ready: tor is AS 64512, edge is AS 4200000000, both listen on port 180; files in {lab.Folder.FullPath}");
        await using var daemon = await LabDaemon.StartAsync(lab, options.Program, options.Samples, live ? null : OnDaemonLine, cancellationToken);
        Say($"started: frrk8s daemon --config-dir {options.Samples} (node labels {LabDaemon.NodeLabels})");
        return live ? await LiveAsync(lab, daemon, cancellationToken) : await OnceAsync(lab, daemon, cancellationToken);
    }

    private async Task<int> OnceAsync(Laboratory lab, LabDaemon daemon, CancellationToken cancellationToken)
    {
        string? reason = null;
        string? said = null;
        try
        {
            await Wait.UntilAsync(
                async token =>
                {
                    daemon.ThrowIfExited();
                    var missing = Expectation.FirstMissing(await Snapshot.TakeAsync(lab, token));
                    if (missing is not null && !string.Equals(missing, said, StringComparison.Ordinal))
                    {
                        Say($"not yet: {missing}");
                        said = missing;
                    }

                    return missing;
                },
                Patience - _watch.Elapsed,
                cancellationToken);
        }
        catch (TimeoutException error)
        {
            reason = error.Message;
        }

        await PrintAsync(lab, daemon, cancellationToken);
        if (reason is null)
        {
            Say("every session is Established and every route of the samples is where it belongs");
            return 0;
        }

        Say($"not as expected {reason}");
        return 1;
    }

    private async Task<int> LiveAsync(Laboratory lab, LabDaemon daemon, CancellationToken cancellationToken)
    {
        Screen.Clear();
        try
        {
            while (true)
            {
                daemon.ThrowIfExited();
                var snapshot = await Snapshot.TakeAsync(lab, cancellationToken);
                var objects = await _objects.ReadAsync(cancellationToken);
                string[] ends = [.. await StateLinesAsync(daemon, cancellationToken), .. daemon.LastLines.TakeLast(4)];
                Screen.Draw(full =>
                [
                    $"frrk8s over {options.Samples}: edit a file and watch; Ctrl-C ends",
                    "",
                    .. Report.Lines(snapshot, objects, full),
                    "The daemon",
                    .. ends.Select(line => "  " + line),
                ]);
                await Task.Delay(Redraw, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine();
            Say("taking everything down");
            return 0;
        }
    }

    private async Task PrintAsync(Laboratory lab, LabDaemon daemon, CancellationToken cancellationToken)
    {
        var snapshot = await Snapshot.TakeAsync(lab, cancellationToken);
        var lines = Report.Lines(snapshot, await _objects.ReadAsync(cancellationToken), full: true);
        Console.WriteLine();
        Console.WriteLine(string.Join(Environment.NewLine, [.. lines, .. await StateLinesAsync(daemon, cancellationToken), ""]));
    }

    // The two results of the node's state; the rest of it is the configuration text.
    private static async Task<IEnumerable<string>> StateLinesAsync(LabDaemon daemon, CancellationToken cancellationToken) =>
        (await daemon.StateAsync(cancellationToken)).Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith("lastConversionResult:", StringComparison.Ordinal)
                || line.StartsWith("lastReloadResult:", StringComparison.Ordinal));

    private void OnDaemonLine(string line) => Say($"daemon: {line}");

    private void Say(string text) => Console.WriteLine($"[{_watch.Elapsed.TotalSeconds,5:F1} s] {text}");
}
