using FrrK8s.Host.Frr;
using FrrK8s.Host.Sources;

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
    NodeReporter reporter,
    DriftGuard drift,
    NodeLoopSettings times,
    NodeLog log,
    Slot slot,
    TimeProvider time,
    INodeObserver? observer = null)
{
    // A stop does not break off what FRR is doing, which would leave half of it; every call has a deadline of its own.
    private static readonly CancellationToken ToItsEnd = CancellationToken.None;

    // Each round takes at least one object out.
    private const int MostRounds = 50;

    private readonly INodeObserver _observer = observer ?? new NodeObservers();
    private readonly Backoff _backoff = new();
    private readonly Isolation _isolation = new(time);
    private SourceLook? _look;
    private Conversion _conversion = Conversion.None;
    private ApplyReport? _report;
    private long _changedAt;
    private TimeSpan _rest;
    private bool _isTrial;
    private TimeSpan? _retryIn;
    private long _triedAt;

    /// <summary>Runs until cancelled. An exception that comes out of here is a mistake of this program and ends it.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        log.Disk(applier.Problem);
        await applier.RecoverAsync(ToItsEnd);
        while (true)
        {
            _observer.PassBegins(slot.Take());
            var lookedAt = time.GetTimestamp();
            var again = await PassAsync();
            await slot.WaitAsync(again, time, stopping);

            // The first event after a quiet time finds the wait over.
            await UntilAsync(lookedAt, times.LookGap, stopping);
        }
    }

    /// <summary>One round; returns when the next one is due if nothing happens before.</summary>
    private async Task<TimeSpan> PassAsync()
    {
        var isFirst = _look is not { IsKnown: true };
        var hasLooked = _look is null || time.GetElapsedTime(_changedAt) >= _rest;
        var look = LookAtSource();
        var startedAt = time.GetTimestamp();
        if (look.HasChanged || _look is null)
        {
            _look = look;
            Convert();
            _isolation.OthersChanged();
        }
        else if (_isolation.Expire())
        {
            applier.Reconsider();
            Convert(isTrial: true);
        }

        var mayTry = await VerifyAsync();

        // A frozen source wants what was good last, and one that has not answered yet: a node has its sessions before anybody has read a manifest.
        if (Wanted is { } wanted && (look.HasChanged || (applier.IsDue(wanted) && (mayTry || IsTimeToTry()))))
        {
            await BringAsync();
        }

        if (look.HasChanged)
        {
            // The first load is no burst, however long it takes.
            var work = isFirst ? TimeSpan.Zero : time.GetElapsedTime(startedAt);
            (_changedAt, _rest) = (time.GetTimestamp(), times.RestAfter(work));
        }

        if (_isTrial)
        {
            Say();
        }

        log.Disk(reporter.Write(_conversion, _report) ?? applier.Problem);
        var next = NextLook(look.LookAgain);
        _observer.PassEnds(new NodePass(_conversion, _report, hasLooked, look.HasChanged, time.GetElapsedTime(startedAt), next));
        return next;
    }

    /// <summary>Manifests wait until the rest behind the last change is over; FRR, and what is to be tried again, never do.</summary>
    private SourceLook LookAtSource()
    {
        var rest = _rest - time.GetElapsedTime(_changedAt);
        return _look is { } last && rest > TimeSpan.Zero ? last with { HasChanged = false, LookAgain = rest } : source.Look();
    }

    private ConfigText? Wanted => _conversion.Wanted ?? applier.LastGood;

    // With what was refused before, nothing is said before FRR has had its word.
    private void Convert(bool isTrial = false)
    {
        _conversion = Conversion.From(_look!, settings, _isolation.Refusals);
        if (_isolation.KeepUnchanged(_conversion.ContentOf))
        {
            _conversion = Conversion.From(_look!, settings, _isolation.Refusals);
        }

        _isTrial |= isTrial;
        if (!_isTrial)
        {
            Say();
        }
    }

    private void Say()
    {
        _isTrial = false;
        log.Converted(_conversion);
    }

    /// <summary>
    /// Brings FRR to what is wanted. Objects of which it refuses a line are left out and the others go on; where no object is to blame,
    /// everything is taken back.
    /// </summary>
    private async Task BringAsync()
    {
        for (var round = 0; Wanted is { } wanted; round++)
        {
            var begunAt = time.GetTimestamp();
            var report = await applier.ApplyAsync(wanted, wanted.Equals(_conversion.Wanted) ? _conversion.RawFrom : 1, ToItsEnd);
            if (report.IsNew)
            {
                _observer.Applied(report, time.GetElapsedTime(begunAt));
            }

            if (report.Outcome != ApplyOutcome.Refused || !report.IsNew)
            {
                Note(report);
                return;
            }

            if (round < MostRounds && LeftByFrr(report) is { Count: > 0 } left)
            {
                applier.Leave(left);
                log.Left(left);
                continue;
            }

            var message = RefusalText.From(report.Message, report.Refused, _conversion.OwnersOf);
            var isIsolated = round < MostRounds && wanted.Equals(_conversion.Wanted) && _isolation.Add(_conversion, report.Refused);
            if (isIsolated)
            {
                Convert();
            }

            if (!isIsolated || _conversion.Wanted is null)
            {
                Note(await applier.TakeBackAsync(wanted, message, ToItsEnd));
                return;
            }
        }
    }

    /// <summary>What of raw snippets FRR took without a word and writes otherwise or not at all; null when something else is missing too.</summary>
    private List<DriftLine>? LeftByFrr(ApplyReport report) =>
        report.Refused.All(line => line.IsSilent && _conversion.OwnersOf(line) is { Count: > 0 } owners && owners.All(owner => owner.IsRaw))
            ? [.. report.Drift]
            : null;

    /// <summary>Asks FRR what it runs, when it is time to; true when that calls for applying at once.</summary>
    private async Task<bool> VerifyAsync()
    {
        var isOtherFrr = frrWatch.Take();
        if (!isOtherFrr && !drift.IsDue && !IsToBeKnownFirst())
        {
            return false;
        }

        if (isOtherFrr)
        {
            applier.Reconsider();
            if (_isolation.Clear())
            {
                Convert(isTrial: true);
            }
        }

        var wasDue = Wanted is not { } wanted || applier.IsDue(wanted);
        var now = await applier.VerifyAsync(ToItsEnd);
        drift.Asked(now.Drift);
        if (now.Outcome == ApplyOutcome.Unavailable)
        {
            Note(now);
            return false;
        }

        reporter.Show(now.Running);
        var isRepaired = isOtherFrr || times.DriftPolicy == DriftPolicy.Repair;
        if (now.Drift.Count == 0 || (wasDue && isRepaired))
        {
            return true;
        }

        log.Drifted(now.Drift, isRepaired);
        _observer.Drifted(now.Drift.Count, isRepaired);
        if (isRepaired)
        {
            drift.Repaired();
        }
        else
        {
            applier.Accept(now.Drift);
        }

        return isRepaired;
    }

    // What somebody changed and is to stay would be put right by the next change, if nobody knew of it.
    private bool IsToBeKnownFirst() =>
        times.DriftPolicy == DriftPolicy.Report && applier.IsInForce && Wanted is { } wanted && applier.IsDue(wanted);

    private bool IsTimeToTry() => _retryIn is not { } wait || time.GetElapsedTime(_triedAt) >= wait;

    private void Note(ApplyReport report)
    {
        log.Applied(_report, report);
        _report = report;
        reporter.Show(report.Running);
        if (report.Outcome == ApplyOutcome.Applied && report.IsNew)
        {
            drift.Applied([.. report.Drift, .. report.Accepted]);
            log.Kept(report.Drift);
        }

        _triedAt = time.GetTimestamp();
        _retryIn = report.Outcome == ApplyOutcome.Unavailable ? _backoff.Next() : null;
        if (_retryIn is null)
        {
            _backoff.Reset();
        }
    }

    private TimeSpan NextLook(TimeSpan again)
    {
        var next = Math.Min(Math.Min(again.Ticks, drift.Remaining.Ticks), (_isolation.Remaining ?? TimeSpan.MaxValue).Ticks);
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
