using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Frr;

/// <summary>
/// Finds what FRR would refuse before the live FRR hears of it: a scratch daemon reads what can be refused, and what it knows nothing of, the node's own
/// addresses, the live daemons are asked for. What passed last is remembered and not rehearsed again.
/// </summary>
internal sealed class Rehearsal(FrrSettings settings, VtyClient vty, ProcessRunner runner, TimeProvider time)
{
    // Who writes more wrong lines than this at a time is told of the first.
    private const int MostRefused = 20;

    private readonly ScratchBgpd _scratch = new(settings, runner);
    private readonly OwnAddresses _own = new(vty);

    private RehearsalText? _good;

    /// <summary>Rehearses a configuration.</summary>
    /// <param name="wanted">The configuration.</param>
    /// <param name="running">What FRR runs: a neighbor that it has already is not refused. Null when nobody knows.</param>
    public async Task<RehearsalResult> RehearseAsync(Document wanted, Document? running, CancellationToken cancellationToken)
    {
        var text = RehearsalText.Of(wanted);
        if (text.Lines.IsEmpty || text.Equals(_good))
        {
            return RehearsalResult.Good;
        }

        var own = await _own.AmongNeighborsAsync(wanted, running, cancellationToken);
        var scratch = await ReadAsync(text, SecretMask.SecretsOf(wanted.ToString()), cancellationToken);
        _good = own.Count == 0 && scratch is { Refused.Count: 0, Skipped: null } ? text : null;
        return scratch with
        {
            Refused = [.. own.Concat(scratch.Refused).DistinctBy(line => line.Number).OrderBy(line => line.Number)],
        };
    }

    // One refused line spoils those behind it (what stands in its context, and all the rest behind that one's `exit`), so only the first is
    // believed, taken out, and the rest read again.
    private async Task<RehearsalResult> ReadAsync(RehearsalText text, IReadOnlySet<string> secrets, CancellationToken cancellationToken)
    {
        if (_scratch.WhyNotInstalled() is { } reason)
        {
            return new RehearsalResult([], reason);
        }

        var start = time.GetTimestamp();
        var lines = text.Lines.Select(line => line.Text).ToArray();
        var refused = new List<RefusedLine>();
        while (refused.Count < MostRefused)
        {
            var answer = await AskAsync(lines.Length);
            if (answer.Failure.Length > 0 || answer.FirstRefused == 0)
            {
                return new RehearsalResult(refused, answer.Failure.Length > 0 ? answer.Failure : null);
            }

            var at = answer.FirstRefused - 1;
            if (await WhyAsync(at) is { Length: > 0 } why)
            {
                refused.Add(new RefusedLine(text.Lines[at].Number, text.Lines[at].Text, SecretMask.MaskMessage(why, secrets)));
            }

            Array.Fill(lines, RehearsalLine.Nothing, at, text.Lines[at].Length);
        }

        return new RehearsalResult(refused, null);

        Task<ScratchAnswer> AskAsync(int count) =>
            _scratch.ReadAsync(lines.Take(count), Remaining(start), cancellationToken);

        // FRR does not say which words are about which line. A line that it does not know is the live FRR's to judge, which may have
        // modules that this one has not; and of what it does not take without a word it may be that it only misses zebra.
        async Task<string> WhyAsync(int at)
        {
            var said = await AskAsync(at + 1);
            var before = said.Words.Count > 1 ? (await AskAsync(at)).Words.Count : 0;
            return said.IsUnknown ? "" : string.Join("; ", said.Words.Skip(before));
        }
    }

    private TimeSpan Remaining(long start)
    {
        var left = settings.RehearsalDeadline - time.GetElapsedTime(start);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
