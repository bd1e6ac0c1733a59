using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.Faults;

/// <summary>
/// Plays faults, one after the other, on one laboratory. A fault that was not survived takes the laboratory with it, so that the next one
/// begins with a good one.
/// </summary>
public abstract class FaultStage(FrrRelease release) : IAsyncLifetime
{
    private readonly FaultMatrix _matrix = FaultMatrix.Of(release);
    private FaultLab? _lab;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await EndAsync();
        _matrix.Write();
    }

    /// <summary>
    /// Plays one; once more on another FRR where mgmtd of this one stopped listening for good (docs/decisions/0007), so that the routes were right and what mgmtd
    /// alone holds was not. Nobody can repair that but a restart of FRR. The matrix says so.
    /// </summary>
    internal async Task<FaultOutcome> PlayAsync(Fault fault, Action<string> say)
    {
        var (outcome, isManagerLost) = await PlayOnceAsync(fault, say);
        if (isManagerLost)
        {
            say("mgmtd of this FRR listens to nobody any more: once more, in another laboratory");
            _matrix.AddRepetition(fault.Name);
            (outcome, _) = await PlayOnceAsync(fault, say);
        }

        _matrix.Add(outcome);
        return outcome;
    }

    private async Task<(FaultOutcome Outcome, bool IsManagerLost)> PlayOnceAsync(Fault fault, Action<string> say)
    {
        var lab = await RestedAsync(say);
        var outcome = await FaultRun.PlayAsync(lab, fault);
        say(string.Join(" | ", outcome.Cells.Zip(FaultOutcome.Heads, (cell, head) => $"{head}: {cell}")));
        foreach (var line in lab.StoryText)
        {
            say(line);
        }

        if (outcome.Problem.Length == 0)
        {
            return (outcome, false);
        }

        var isManagerLost = !LockedManager.All.Contains(fault) && outcome.Problem.Contains(FaultLab.Differs, StringComparison.Ordinal)
            && lab.LogOfFault.Any(line => line.Line.Contains(LockedManager.Silence, StringComparison.Ordinal));
        await EndAsync();
        return (outcome, isManagerLost);
    }

    // What a killed daemon has started goes on, and would tell FRR something in the middle of the next fault. Who is killed while it speaks to mgmtd of FRR 10.3 can
    // leave it locked for good: the node survives that; the next fault is about something else.
    private async Task<FaultLab> RestedAsync(Action<string> say)
    {
        if (_lab is { } before && !await before.Lab.Node.IsLeftAloneAsync(CancellationToken.None))
        {
            say("a vtysh of the fault before does not end: this one gets another laboratory");
            await EndAsync();
        }

        _lab ??= await FaultLab.StartAsync(release);
        await _lab.RestAsync();
        return _lab;
    }

    private async Task EndAsync()
    {
        if (_lab is { } lab)
        {
            _lab = null;
            await lab.DisposeAsync();
        }
    }
}
