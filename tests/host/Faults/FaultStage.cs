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

    /// <summary>Plays one.</summary>
    internal async Task<FaultOutcome> PlayAsync(Fault fault, Action<string> say)
    {
        _lab ??= await FaultLab.StartAsync(release);
        var lab = _lab;
        await lab.RestAsync();
        var outcome = await FaultRun.PlayAsync(lab, fault);
        _matrix.Add(outcome);
        say(string.Join(" | ", outcome.Cells.Zip(FaultOutcome.Heads, (cell, head) => $"{head}: {cell}")));
        foreach (var line in lab.StoryText)
        {
            say(line);
        }

        if (outcome.Problem.Length > 0)
        {
            await EndAsync();
        }

        return outcome;
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
