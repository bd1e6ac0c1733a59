using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>
/// The one writer of FRR's configuration. It knows what was applied last, so that no change means no command, and what FRR refused, so that nothing
/// is tried again that cannot succeed.
/// </summary>
internal sealed class Applier(IFrr frr, KeptConfigurations kept, Inheritance inheritance)
{
    private readonly Dictionary<string, DriftLine> _left = new(StringComparer.Ordinal);

    // What somebody changed in FRR and is not put right.
    private IReadOnlyList<DriftLine> _accepted = [];

    // What FRR was told since it last took all of something: it may have a part of each.
    private readonly HashSet<ConfigText> _pending = [];
    private ConfigText? _lastGood = kept.LoadLastGood();
    private Wish? _inForce;
    private ConfigText? _found;
    private ConfigText? _applied;
    private ConfigText? _readBack;
    private (ConfigText Wanted, ApplyReport Report)? _refused;

    /// <summary>The last configuration that FRR took, now or before a restart of this program.</summary>
    public ConfigText? LastGood => _lastGood;

    /// <summary>Why nothing can be kept on the disk; null when it can.</summary>
    public string? Problem => kept.Problem;

    /// <summary>
    /// At the start: where FRR has all of what it was being told when this program ended, that is the last good configuration. Going back to the one before would
    /// withdraw routes that are wanted.
    /// </summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        if (inheritance.Text is { } pending
            && await frr.InspectAsync(new Wish(pending, Written(), Left()), cancellationToken) is { Outcome: ApplyOutcome.Applied, Drift.Count: 0 })
        {
            _lastGood = pending;
            inheritance.End();
            kept.Succeed(pending);
        }
    }

    /// <summary>What FRR was told, said nothing to, and keeps otherwise or not at all.</summary>
    public IReadOnlyList<DriftLine> LeftByFrr => [.. _left.Values];

    /// <summary>True when FRR took something, and is not known to have lost it.</summary>
    public bool IsInForce => _applied is not null;

    /// <summary>True when FRR is not known to run this configuration and has not refused it either.</summary>
    public bool IsDue(ConfigText wanted) => !wanted.Equals(_applied) && !wanted.Equals(_refused?.Wanted);

    /// <summary>Brings FRR to a configuration, if that <see cref="IsDue"/>; else gives the outcome known. What FRR refuses of it stays as FRR left it.</summary>
    /// <param name="wanted">The configuration.</param>
    /// <param name="rawFrom">The first line of the raw snippets.</param>
    /// <param name="cancellationToken">Breaks it off, which may leave half of a change.</param>
    public async Task<ApplyReport> ApplyAsync(ConfigText wanted, int rawFrom, CancellationToken cancellationToken)
    {
        if (_refused is { } before && wanted.Equals(before.Wanted))
        {
            return before.Report;
        }

        if (wanted.Equals(_applied))
        {
            return new ApplyReport(ApplyOutcome.Applied, "", _readBack);
        }

        if (frr.WhyNotOurs() is { } other)
        {
            // Its files are not written over.
            _applied = null;
            return new ApplyReport(ApplyOutcome.Unavailable, other, null) { IsNew = true };
        }

        if (_lastGood is null)
        {
            _found ??= (await frr.ReadAsync(cancellationToken)).Running;
        }

        Forget(wanted);
        kept.Begin(Joined([inheritance.Text, .. _pending, wanted])!);
        var result = await frr.ApplyAsync(new Wish(wanted, Written(), LeftOrAccepted()) { RawFrom = rawFrom }, cancellationToken);
        _readBack = result.Running ?? _readBack;
        var report = new ApplyReport(result.Outcome, result.Message, result.Running)
        {
            Accepted = _accepted,
            Drift = result.Drift,
            Refused = result.Refused,
            Told = result.Told,
            Unrehearsed = result.Unrehearsed,
            Unheard = result.Unheard,
            IsNew = true,
        };
        switch (result.Outcome)
        {
            case ApplyOutcome.Applied:
                (_applied, _lastGood, _refused) = (wanted, wanted, null);
                _pending.Clear();
                kept.Succeed(wanted, inheritance.Text);
                break;
            default:
                // What runs now is not known: FRR may have taken a part, or may come back empty.
                _applied = null;
                _refused = result.Outcome == ApplyOutcome.Refused ? (wanted, report) : null;
                if (result.Told > 0)
                {
                    _pending.Add(wanted);
                }

                break;
        }

        return report;
    }

    /// <summary>These differences stay: FRR was told, said nothing, and keeps them. Everything else counts as due again.</summary>
    public void Leave(IEnumerable<DriftLine> lines)
    {
        foreach (var line in lines)
        {
            _left[line.Id] = line;
        }

        _refused = null;
    }

    /// <summary>After a change of what was left the differences that stayed are tried again.</summary>
    public void Reconsider()
    {
        _left.Clear();
        _accepted = [];
        _refused = null;
    }

    /// <summary>
    /// Asks FRR what it runs. When that is not what it was given (it was restarted, somebody typed something), everything counts as due again.
    /// </summary>
    public async Task<ApplyReport> VerifyAsync(CancellationToken cancellationToken)
    {
        var isInspected = IsInForce;
        var now = _applied is null
            ? await frr.ReadAsync(cancellationToken)
            : await frr.InspectAsync(InForce(_applied), cancellationToken);
        if (isInspected && now is { Outcome: ApplyOutcome.Applied, Drift.Count: 0 })
        {
            _accepted = [];
        }

        if (now.Outcome != ApplyOutcome.Applied || now.Drift.Count > 0)
        {
            _applied = null;
        }

        // What was refused may be taken by a FRR that runs something else now.
        if (now.Running is not null && !now.Running.Equals(_readBack))
        {
            _refused = null;
        }

        _readBack = now.Running ?? _readBack;
        return new ApplyReport(now.Outcome, now.Message, now.Running) { Drift = now.Drift };
    }

    /// <summary>What FRR was found to run instead is not put right, by later changes neither: what was given last does not count as due.</summary>
    public void Accept(IReadOnlyList<DriftLine> lines) => (_applied, _accepted) = (_lastGood, lines);

    /// <summary>Puts the last good configuration back in place of one that FRR refused, and says what came of it.</summary>
    public async Task<ApplyReport> TakeBackAsync(ConfigText wanted, string message, CancellationToken cancellationToken)
    {
        var good = wanted.Equals(_lastGood) ? null : _lastGood ?? (_found is null ? null : RunningConfig.Loadable(_found));
        var back = good is null ? null : await frr.ApplyAsync(new Wish(good, Written(), LeftOrAccepted()), cancellationToken);
        var effect = back?.Outcome switch
        {
            ApplyOutcome.Applied when _lastGood is null => "what FRR ran before is back in force",
            ApplyOutcome.Applied => "the last good configuration is back in force",
            null => "there is no last good configuration to go back to",
            _ => $"going back to it failed too: {(back.Outcome == ApplyOutcome.Unavailable ? back.Message : RefusalText.From(back.Message, back.Refused, _ => []))}",
        };

        // What is half in force is not remembered as refused: all of it is tried again.
        var outcome = back?.Outcome == ApplyOutcome.Unavailable ? ApplyOutcome.Unavailable : ApplyOutcome.Refused;
        var report = new ApplyReport(outcome, $"{message}; {effect}", back?.Running ?? _readBack)
        {
            IsNew = true,
            // Without one to go back to, FRR may have kept a part.
            IsTakenBack = _lastGood is not null && back?.Outcome == ApplyOutcome.Applied,
        };
        _refused = outcome == ApplyOutcome.Refused ? (wanted, report) : null;
        if (back?.Outcome == ApplyOutcome.Applied)
        {
            _applied = _lastGood;
            _pending.Clear();
        }

        _readBack = back?.Running ?? _readBack;
        return report;
    }

    private static ConfigText? Joined(IEnumerable<ConfigText?> parts) => parts.OfType<ConfigText>().ToList() switch
    {
        [] => null,
        [var one] => one,
        var several => new ConfigText(string.Join("\nend\n", several.Select(part => part.Reveal()))),
    };

    // What is left belongs to statements that are wanted: once one of them is gone, all are looked at anew.
    private void Forget(ConfigText wanted)
    {
        if (_left.Count > 0 && !_left.Values.All(line => line.IsAbout(wanted)))
        {
            _left.Clear();
        }
    }

    // Asked again and again: it is made once.
    private Wish InForce(ConfigText applied)
    {
        var left = Left();
        return _inForce is { } wish && ReferenceEquals(wish.Wanted, applied) && wish.Left.SetEquals(left) && ReferenceEquals(wish.Written, Written())
            ? wish
            : _inForce = new Wish(applied, Written(), left);
    }

    private HashSet<string> LeftOrAccepted() => [.. Left(), .. _accepted.Select(line => line.Id)];

    private HashSet<string> Left() => _left.Keys.ToHashSet(StringComparer.Ordinal);

    // All that may be in FRR because of us.
    private ConfigText? Written() => Joined([_lastGood, inheritance.Text, .. _pending]);
}
