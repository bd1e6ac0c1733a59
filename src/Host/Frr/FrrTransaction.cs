using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Remediation;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// Brings FRR to a configuration by telling it what differs and nothing else: read, compare, check, tell, read back, compare. What did not take is
/// told once more, from what then runs. No difference, no command.
/// </summary>
internal sealed class FrrTransaction(
    FrrSettings settings, FrrReader reader, FrrShell shell, Telling telling, Rehearsal rehearsal, TimeProvider time) : IFrr, IDisposable
{
    private const int Attempts = 2;

    // FRR 10 drops what comes while a daemon of its own has the configuration locked; that passes.
    private const int MostAttempts = 12;
    private const string Locked = "locked by another session";

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(250);
    private static readonly HashSet<string> Nobody = new(StringComparer.Ordinal);

    private readonly FrrLock _lock = new(settings.VtySocket);
    private int _told;
    private string? _unrehearsed;
    private string? _unheard;

    // What was asked last and differed in nothing.
    private (Wish Wish, ConfigText Running)? _same;

    // What FRR ran when it was last read, and which FRR that was.
    private (string Generation, ConfigText Running)? _known;

    /// <summary>The transaction over an FRR.</summary>
    public static FrrTransaction Of(FrrSettings settings, TimeProvider time)
    {
        var (vty, runner) = (new VtyClient(settings, time), new ProcessRunner(time));
        var (reader, shell) = (new FrrReader(settings, vty), new FrrShell(settings, runner));
        return new FrrTransaction(
            settings,
            reader,
            shell,
            new Telling(settings, reader, shell, new DirectTelling(settings, vty)),
            new Rehearsal(settings, vty, runner, time),
            time);
    }

    /// <inheritdoc/>
    public string? WhyNotOurs()
    {
        try
        {
            return _lock.TryHold() ? null : $"another process is changing the FRR in `{settings.VtySocket}`";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A change will say it: FRR does not run.
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<ApplyResult> ApplyAsync(Wish wish, CancellationToken cancellationToken) => AskedAsync(async () =>
        WhyNotOurs() is { } other ? ApplyResult.Unavailable(other) : await TellAsync(new Target(wish), cancellationToken));

    /// <inheritdoc/>
    public Task<ApplyResult> ReadAsync(CancellationToken cancellationToken) =>
        AskedAsync(async () => ApplyResult.Applied(await ReadAsync(Nobody, cancellationToken)));

    /// <inheritdoc/>
    public Task<ApplyResult> InspectAsync(Wish wish, CancellationToken cancellationToken) => AskedAsync(async () =>
    {
        var running = await ReadAsync(wish.Daemons, cancellationToken);
        if (_same is { } same && ReferenceEquals(same.Running, running) && same.Wish.Equals(wish))
        {
            return ApplyResult.Applied(running);
        }

        var target = new Target(wish);
        DriftLine[] drift = [.. target.Drift(target.Compare(running)), .. Stale(wish).SelectMany(stale => stale.Lines)];
        _same = drift.Length == 0 ? (wish, running) : null;
        return ApplyResult.Applied(running) with { Drift = drift };
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        shell.Dispose();
    }

    private async Task<ApplyResult> AskedAsync(Func<Task<ApplyResult>> ask)
    {
        if (shell.WhyNotInstalled() is { } reason)
        {
            return ApplyResult.Unavailable(reason);
        }

        (_told, _unrehearsed, _unheard) = (0, null, null);
        try
        {
            return await ask() with { Told = _told, Unrehearsed = _unrehearsed, Unheard = _unheard };
        }
        catch (Exception problem) when (problem is VtyException or IOException or UnauthorizedAccessException)
        {
            return ApplyResult.Unavailable(problem.Message) with { Told = _told };
        }
    }

    private async Task<ApplyResult> TellAsync(Target target, CancellationToken cancellationToken)
    {
        // Reading takes longer than telling one prefix. Should somebody have changed FRR meanwhile, the reading behind it shows that.
        var running = await KnownAsync(target.Wish.Daemons, cancellationToken) ?? await ReadAsync(target.Wish.Daemons, cancellationToken);
        var comparison = target.Compare(running);
        if (!comparison.IsEmpty && target.Dangers is { Count: > 0 } dangers)
        {
            return new ApplyResult(ApplyOutcome.Refused, "", dangers, running);
        }

        if (comparison.Differences.Any(Risk.IsIn) && await RehearseAsync(target, running, cancellationToken) is { Count: > 0 } foreseen)
        {
            // Nothing was told: what runs is as good as before.
            return new ApplyResult(ApplyOutcome.Refused, "", foreseen, running);
        }

        IReadOnlyList<RefusedLine> named = [];
        for (int attempt = 0, tried = 0; attempt < Attempts && tried < MostAttempts && !comparison.IsEmpty; tried++)
        {
            var plan = RemediationPlan.Of(comparison);
            if (plan.Origins.Any(origin => origin >= target.Wish.RawFrom) && await CheckAsync(plan, running, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            _told += plan.Count;
            _known = null;
            var told = await telling.TellAsync(plan.ToString(), isFirst: tried == 0, cancellationToken);
            var said = told.Result;
            named = Refusals.Named(said, plan);
            running = await ReadAsync(target.Wish.Daemons, cancellationToken, told);
            comparison = target.Compare(running);
            if (said.Failure.Length > 0 && !comparison.IsEmpty)
            {
                return ApplyResult.Unavailable(said.Failure);
            }

            _unheard = said.Failure.Length > 0 ? said.Failure
                : reader.Silent.Count > 0 ? $"{string.Join(" and ", reader.Silent.Order(StringComparer.Ordinal))} did not answer in time, and was not told"
                : null;
            if (!said.Output.Contains(Locked, StringComparison.Ordinal))
            {
                attempt++;
            }
            else if (!comparison.IsEmpty)
            {
                await Task.Delay(LockPause, time, cancellationToken);
            }
        }

        running = await ForgetAsync(target.Wish, cancellationToken) ?? running;
        var refused = Refusals.Left(comparison, named, target.Secrets);
        return new ApplyResult(refused.Count == 0 ? ApplyOutcome.Applied : ApplyOutcome.Refused, "", refused, running)
        {
            Drift = target.Drift(comparison),
        };
    }

    private IEnumerable<StaleLists> Stale(Wish wish) => StaleLists.Of(wish.Wanted, reader.Said);

    private async Task<ConfigText?> ForgetAsync(Wish wish, CancellationToken cancellationToken)
    {
        var isAny = false;
        foreach (var stale in Stale(wish).ToList())
        {
            isAny = true;
            _known = null;
            foreach (var commands in stale.Commands)
            {
                _unheard = (await telling.TellAsync(stale.Daemon, commands, cancellationToken)).Failure is { Length: > 0 } failure ? failure : _unheard;
            }
        }

        return isAny ? await ReadAsync(wish.Daemons, cancellationToken) : null;
    }

    private async Task<ConfigText?> KnownAsync(IReadOnlySet<string> daemons, CancellationToken cancellationToken)
    {
        if (_known is not { } known || known.Generation != reader.Generation())
        {
            return null;
        }

        return await reader.AnswersAsync(daemons, cancellationToken) ? known.Running : null;
    }

    private async Task<ConfigText> ReadAsync(IReadOnlySet<string> daemons, CancellationToken cancellationToken, Told? told = null)
    {
        var generation = reader.Generation();
        var running = await reader.ReadAsync(daemons, cancellationToken, told);
        _known = (generation, running);
        return running;
    }

    // Lines that we render FRR knows; what a snippet says only its reader does.
    private async Task<ApplyResult?> CheckAsync(RemediationPlan plan, ConfigText running, CancellationToken cancellationToken)
    {
        var check = await shell.CheckAsync(plan.ToString(), cancellationToken);
        if (check.Failure.Length > 0)
        {
            return ApplyResult.Unavailable(check.Failure);
        }

        // Nothing was told: what runs is as good as before. Who names no line has not read them: it was killed, or not let in.
        var message = check.ExitCode == 0 ? "" : FrrOutput.Summary(check, new ConfigText(plan.ToString()));
        var named = Refusals.Named(check, plan);
        return check.ExitCode == 0 ? null
            : named.Count == 0 ? ApplyResult.Unavailable(message)
            : new ApplyResult(ApplyOutcome.Refused, message, named, running);
    }

    private async Task<IReadOnlyList<RefusedLine>> RehearseAsync(Target target, ConfigText running, CancellationToken cancellationToken)
    {
        var result = await rehearsal.RehearseAsync(target.Wanted, Document.Parse(running.Reveal()), cancellationToken);
        _unrehearsed = result.Skipped;
        return result.Refused;
    }

    /// <summary>Where FRR is to go.</summary>
    private sealed record Target(Wish Wish)
    {
        private readonly Ownership _ownership =
            Ownership.Default with { Written = Wish.Written is { } written ? Document.Parse(written.Reveal()) : null };

        public Document Wanted { get; } = Document.Parse(Wish.Wanted.Reveal());

        public IReadOnlySet<string> Secrets => field ??= SecretMask.SecretsOf(Wish.Wanted.Reveal());

        // There hardly ever is one, and looking for secrets takes longer than looking for them.
        public IReadOnlyList<RefusedLine> Dangers => Wanted.Dangers().Any() ? Refusals.Dangerous(Wanted, Secrets) : [];

        public Comparison Compare(ConfigText running)
        {
            var comparison = Comparison.Of(Wanted, Document.Parse(running.Reveal()), _ownership);
            return Wish.Left.Count == 0 ? comparison : comparison.Without(difference => Wish.Left.Contains(DriftLine.IdOf(difference)));
        }

        public IReadOnlyList<DriftLine> Drift(Comparison comparison) =>
            comparison.IsEmpty ? [] : [.. comparison.Differences.Select(difference => DriftLine.Of(difference, Secrets))];
    }
}
