using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Remediation;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// Brings FRR to a configuration by telling it what differs and nothing else: read, compare, check, tell, read back, compare. What did not take is told once more from what
/// then runs; what still differs is refused. No difference, no command.
/// </summary>
internal sealed class FrrTransaction(FrrSettings settings, VtyClient vty, FrrShell shell) : IFrr
{
    private const int Attempts = 2;

    /// <summary>The transaction over an FRR.</summary>
    public static FrrTransaction Of(FrrSettings settings, TimeProvider time) =>
        new(settings, new VtyClient(settings, time), new FrrShell(settings, new ProcessRunner(time)));

    /// <inheritdoc/>
    public async Task<ApplyResult> ApplyAsync(ConfigText wanted, ConfigText? written, CancellationToken cancellationToken)
    {
        if (WhyUnavailable(wanted) is { } reason)
        {
            return ApplyResult.Unavailable(reason);
        }

        using var held = FrrLock.TryTake(settings.VtySocket);
        if (held is null)
        {
            return ApplyResult.Unavailable($"another process is changing the FRR in `{settings.VtySocket}`");
        }

        try
        {
            return await ApplyAsync(new Target(wanted, written), cancellationToken);
        }
        catch (VtyException problem)
        {
            return ApplyResult.Unavailable(problem.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<ApplyResult> ReadAsync(CancellationToken cancellationToken)
    {
        if (shell.WhyNotInstalled() is { } reason)
        {
            return ApplyResult.Unavailable(reason);
        }

        try
        {
            return ApplyResult.Applied(await RunningAsync(cancellationToken));
        }
        catch (VtyException problem)
        {
            return ApplyResult.Unavailable(problem.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<ApplyResult> InspectAsync(ConfigText wanted, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(cancellationToken);
        if (read.Running is not { } running)
        {
            return read;
        }

        var secrets = SecretMask.SecretsOf(wanted.Reveal()).Union(SecretMask.SecretsOf(running.Reveal())).ToHashSet(StringComparer.Ordinal);
        var comparison = new Target(wanted, null).Compare(running);
        return read with { Drift = [.. comparison.Differences.Select(difference => DriftLine.Of(difference, secrets))] };
    }

    private async Task<ApplyResult> ApplyAsync(Target target, CancellationToken cancellationToken)
    {
        var running = await RunningAsync(cancellationToken);
        var comparison = target.Compare(running);
        IReadOnlyList<RefusedLine> refused = [];
        for (var attempt = 0; attempt < Attempts && !comparison.IsEmpty; attempt++)
        {
            var commands = RemediationPlan.Of(comparison).ToString();
            var check = await shell.CheckAsync(commands, cancellationToken);
            if (check.Failure.Length > 0)
            {
                return ApplyResult.Unavailable(check.Failure);
            }

            var text = new ConfigText(commands);
            if (check.ExitCode != 0)
            {
                // Nothing was told: what runs is as good as before.
                return new ApplyResult(ApplyOutcome.Refused, FrrOutput.Summary(check, text), FrrOutput.RefusedLines(check, text, numbered: true), running);
            }

            var told = await shell.TellAsync(commands, cancellationToken);
            if (told.Failure.Length > 0)
            {
                return ApplyResult.Unavailable(told.Failure);
            }

            refused = FrrOutput.RefusedLines(told, text, numbered: true);
            running = await RunningAsync(cancellationToken);
            comparison = target.Compare(running);
        }

        return comparison.IsEmpty ? ApplyResult.Applied(running) : Refused(comparison, refused, running, target);
    }

    // FRR names some of what it refuses, drops the rest without a word, and refuses some of what it then has.
    private static ApplyResult Refused(Comparison comparison, IReadOnlyList<RefusedLine> named, ConfigText running, Target target)
    {
        var secrets = SecretMask.SecretsOf(target.Wanted.Reveal());
        var lines = comparison.Differences.Select(difference =>
        {
            var text = difference.Intended ?? $"no {difference.Running}";
            var masked = SecretMask.MaskMessage(SecretMask.MaskConfiguration(text), secrets);
            var why = named.FirstOrDefault(line => line.Text == masked)?.Reason ?? "not there after it was told, without a word from FRR";
            return new RefusedLine(difference.IntendedLine, masked, why);
        });
        return new ApplyResult(ApplyOutcome.Refused, "", [.. lines], running);
    }

    private async Task<ConfigText> RunningAsync(CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var daemon in vty.Daemons())
        {
            answers.Add(daemon, await vty.AskAsync(daemon, "show running-config", cancellationToken));
        }

        return answers.Count > 0
            ? new ConfigText(RunningText.Merge(answers))
            : throw new VtyException($"FRR is not running: no daemon answers in `{settings.VtySocket}`");
    }

    private string? WhyUnavailable(ConfigText wanted)
    {
        if (shell.WhyNotInstalled() is { } reason)
        {
            return reason;
        }

        // vtysh drops the lines of a daemon that does not run without a word.
        var missing = FrrDaemons.NeededBy(wanted.Reveal()).Except(vty.Daemons()).ToList();
        return missing.Count == 0
            ? null
            : $"FRR is not running in full: {string.Join(" and ", missing)} does not answer in `{settings.VtySocket}`";
    }

    /// <summary>Where FRR is to go, and what we wrote before, which is ours wherever it stands.</summary>
    private sealed record Target(ConfigText Wanted, ConfigText? Written)
    {
        private readonly Document _wanted = Document.Parse(Wanted.Reveal());
        private readonly Ownership _ownership =
            Ownership.Default with { Written = Written is null ? null : Document.Parse(Written.Reveal()) };

        public Comparison Compare(ConfigText running) => Comparison.Of(_wanted, Document.Parse(running.Reveal()), _ownership);
    }
}
