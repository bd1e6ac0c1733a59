using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>
/// The one writer of FRR's configuration. It knows what was applied last, so that no change means no command; what FRR
/// refuses it takes back by applying the last good configuration, and does not try again.
/// </summary>
internal sealed class Applier(IFrr frr, LastGoodFile lastGoodFile)
{
    private ConfigText? _lastGood = lastGoodFile.Load();
    private ConfigText? _applied;
    private ConfigText? _readBack;
    private (ConfigText Wanted, ApplyReport Report)? _refused;

    /// <summary>The last configuration that FRR took, now or before a restart of this program.</summary>
    public ConfigText? LastGood => _lastGood;

    /// <summary>True when FRR is not known to run this configuration and has not refused it either.</summary>
    public bool IsDue(ConfigText wanted) => !wanted.Equals(_applied) && !wanted.Equals(_refused?.Wanted);

    /// <summary>Brings FRR to a configuration, if that <see cref="IsDue"/>; else gives the outcome known.</summary>
    /// <param name="claimants">Who wants a line of the configuration, for the message about a refused one.</param>
    public async Task<ApplyReport> ApplyAsync(
        ConfigText wanted, Func<RefusedLine, string> claimants, CancellationToken cancellationToken)
    {
        if (_refused is { } before && wanted.Equals(before.Wanted))
        {
            return before.Report;
        }

        if (wanted.Equals(_applied))
        {
            return new ApplyReport(ApplyOutcome.Applied, "", _readBack);
        }

        var runningBefore = _lastGood is null ? await frr.ReadAsync(cancellationToken) : null;
        var result = await frr.ApplyAsync(wanted, _lastGood, cancellationToken);
        switch (result.Outcome)
        {
            case ApplyOutcome.Applied:
                Remember(wanted, result.Running);
                return new ApplyReport(ApplyOutcome.Applied, "", result.Running);
            case ApplyOutcome.Unavailable:
                // What runs now is not known: FRR may have taken a part, or may come back empty.
                _applied = null;
                return new ApplyReport(ApplyOutcome.Unavailable, result.Message, null);
            default:
                return await TakeBackAsync(wanted, RefusalText.From(result, claimants), runningBefore?.Running, cancellationToken);
        }
    }

    /// <summary>
    /// Asks FRR what it runs. When that is not what it ran after the last change (it was restarted, somebody typed
    /// something), everything counts as due again.
    /// </summary>
    public async Task<ApplyReport> VerifyAsync(CancellationToken cancellationToken)
    {
        var now = _applied is null ? await frr.ReadAsync(cancellationToken) : await frr.InspectAsync(_applied, cancellationToken);
        if (now.Outcome != ApplyOutcome.Applied || now.Drift.Count > 0)
        {
            _applied = null;
        }

        // What was refused may be taken by a FRR that runs something else now.
        if (!now.Running?.Equals(_readBack) ?? true)
        {
            _refused = null;
        }

        _readBack = now.Running ?? _readBack;
        return new ApplyReport(now.Outcome, now.Message, now.Running) { Drift = now.Drift };
    }

    private void Remember(ConfigText wanted, ConfigText? running)
    {
        (_applied, _lastGood, _readBack, _refused) = (wanted, wanted, running, null);
        lastGoodFile.Save(wanted);
    }

    private async Task<ApplyReport> TakeBackAsync(
        ConfigText wanted, string message, ConfigText? runningBefore, CancellationToken cancellationToken)
    {
        var good = wanted.Equals(_lastGood) ? null : _lastGood ?? (runningBefore is null ? null : RunningConfig.Loadable(runningBefore));
        ApplyResult? back = good is null ? null : await frr.ApplyAsync(good, wanted, cancellationToken);
        var effect = back?.Outcome switch
        {
            ApplyOutcome.Applied when _lastGood is not null => "the last good configuration is back in force",
            ApplyOutcome.Applied => "what FRR ran before is back in force",
            null => "there is no last good configuration to go back to",
            _ => $"going back to the last good configuration failed too: {back.Message}",
        };
        var report = new ApplyReport(ApplyOutcome.Refused, $"{message}; {effect}", back?.Running);
        _refused = (wanted, report);
        _applied = back?.Outcome == ApplyOutcome.Applied ? _lastGood : null;
        _readBack = back?.Running;
        return report;
    }
}
