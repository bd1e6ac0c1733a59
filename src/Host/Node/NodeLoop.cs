using FrrK8s.Host.Frr;
using FrrK8s.Host.Sources;
using FrrK8s.Host.Status;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Node;

/// <summary>
/// The daemon's only loop: look at everything, compute, apply if there is a difference, report, wait for a mark.
/// An event never says what to do, only that something is to be looked at; so none can be lost or come out of order.
/// </summary>
internal sealed class NodeLoop(
    IManifestSource source,
    NodeSettings settings,
    Applier applier,
    FrrWatch frrWatch,
    NodeStateFile stateFile,
    NodeLoopSettings times,
    NodeLog log,
    Slot slot,
    TimeProvider time)
{
    // A stop does not break off what FRR is doing, which would leave half of it; every call has a deadline of its own.
    private static readonly CancellationToken ToItsEnd = CancellationToken.None;

    private readonly Backoff _backoff = new();
    private Conversion _conversion = Conversion.None;
    private ApplyReport? _report;
    private string _runningConfig = "";
    private long _changedAt;
    private bool _changed;
    private long _verifiedAt;
    private TimeSpan? _retryIn;
    private long _triedAt;

    /// <summary>Runs until cancelled. An exception that comes out of here is a mistake of this program and ends it.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await RestoreAsync();
        while (true)
        {
            slot.Take();
            var lookedAt = time.GetTimestamp();
            var again = await PassAsync();
            await slot.WaitAsync(again, time, stopping);

            // The first event after a quiet time finds both waits over.
            await UntilAsync(lookedAt, times.LookGap, stopping);
            if (_changed)
            {
                await UntilAsync(_changedAt, times.Debounce, stopping);
            }
        }
    }

    /// <summary>The last good configuration first: a node has its sessions before anybody has read a manifest.</summary>
    private async Task RestoreAsync()
    {
        if (applier.LastGood is { } lastGood)
        {
            Note(await applier.ApplyAsync(lastGood, _ => "", ToItsEnd));
        }
    }

    /// <summary>One round; returns when the next one is due if nothing happens before.</summary>
    private async Task<TimeSpan> PassAsync()
    {
        var look = source.Look();
        _changed = look.HasChanged;
        if (look.HasChanged)
        {
            _changedAt = time.GetTimestamp();
            _conversion = Conversion.From(look, settings);
            log.Converted(_conversion);
        }

        // A frozen or never read source wants what was good last.
        var wanted = _conversion.Wanted ?? applier.LastGood;
        var drifted = await VerifyAsync(wanted);
        if (wanted is not null && (look.HasChanged || (applier.IsDue(wanted) && (drifted || IsTimeToTry()))))
        {
            Note(await applier.ApplyAsync(wanted, _conversion.Claimants, ToItsEnd));
        }

        WriteState();
        return NextLook(look.LookAgain);
    }

    /// <summary>Asks FRR what it runs, when it is time to; true when that calls for applying again at once.</summary>
    private async Task<bool> VerifyAsync(ConfigText? wanted)
    {
        if (!frrWatch.Take() && time.GetElapsedTime(_verifiedAt) < times.Verify)
        {
            return false;
        }

        _verifiedAt = time.GetTimestamp();
        var wasDue = wanted is null || applier.IsDue(wanted);
        var now = await applier.VerifyAsync(ToItsEnd);
        if (now.Outcome == ApplyOutcome.Unavailable)
        {
            Note(now);
            return false;
        }

        Show(now);
        if (!wasDue && applier.IsDue(wanted!))
        {
            log.Drifted(now.Drift);
        }

        return true;
    }

    private bool IsTimeToTry() => _retryIn is not { } wait || time.GetElapsedTime(_triedAt) >= wait;

    private void Note(ApplyReport report)
    {
        log.Applied(_report, report);
        _report = report;
        Show(report);
        if (report.Outcome == ApplyOutcome.Unavailable)
        {
            _triedAt = time.GetTimestamp();
            _retryIn = _backoff.Next();
        }
        else
        {
            _retryIn = null;
            _backoff.Reset();
        }
    }

    private void Show(ApplyReport report) =>
        _runningConfig = report.Running is null ? _runningConfig : RunningConfig.Public(report.Running);

    private void WriteState() => stateFile.Write(new NodeState(
        _conversion.Result,
        _report switch
        {
            null => "",
            { Outcome: ApplyOutcome.Applied } => "success",
            var report => $"failed: {report.Message}",
        },
        _runningConfig));

    private TimeSpan NextLook(TimeSpan again)
    {
        var next = Math.Min(again.Ticks, (times.Verify - time.GetElapsedTime(_verifiedAt)).Ticks);
        if (_retryIn is { } wait)
        {
            next = Math.Min(next, (wait - time.GetElapsedTime(_triedAt)).Ticks);
        }

        return TimeSpan.FromTicks(Math.Max(next, TimeSpan.TicksPerMillisecond));
    }

    private async Task UntilAsync(long since, TimeSpan wait, CancellationToken stopping)
    {
        var remaining = wait - time.GetElapsedTime(since);
        if (remaining > TimeSpan.Zero)
        {
            await Task.Delay(remaining, time, stopping);
        }
    }
}
