namespace FrrK8s.Host.Frr;

/// <summary>
/// Asks a live FRR what it runs, each daemon over its own socket, and changes nothing. A daemon that hangs and that nobody needs keeps nothing from the others.
/// </summary>
internal sealed class FrrReader(FrrSettings settings, VtyClient vty)
{
    // Without these nothing can be said of any configuration.
    private static readonly HashSet<string> Core = new(StringComparer.Ordinal) { "zebra", "bgpd", FrrDaemons.Manager };

    // A needed daemon may be busy with thousands of lines.
    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromSeconds(2);

    // Most questions are answered as the one before: what is equal is not read twice.
    private Dictionary<string, string> _said = new(StringComparer.Ordinal);
    private ConfigText? _merged;

    /// <summary>What each daemon said when it was last read.</summary>
    public IReadOnlyDictionary<string, string> Said => _said;

    /// <summary>The daemons that hang and were left out when it was last read.</summary>
    public IReadOnlySet<string> Silent { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The same as long as no daemon came or went: of their sockets, when they were made.</summary>
    public string Generation() => string.Join(' ', vty.Daemons().Select(daemon =>
        $"{daemon}@{File.GetLastWriteTimeUtc(Path.Combine(settings.VtySocket, $"{daemon}.vty")).Ticks}"));

    /// <summary>What the daemons that answer run together.</summary>
    /// <param name="needed">Those that have to answer.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <param name="told">What they were told just now; null when that was nothing.</param>
    /// <exception cref="VtyException">No daemon is there, one does not answer in time, or one that is needed is not there.</exception>
    public async Task<ConfigText> ReadAsync(IReadOnlySet<string> needed, CancellationToken cancellationToken, Told? told = null)
    {
        var daemons = vty.Daemons().Union(told?.StillHearing.Keys ?? [], StringComparer.Ordinal);
        var asked = await Task.WhenAll(daemons.Select(daemon => AskAsync(daemon, needed, told, cancellationToken)));
        Silent = asked.Where(answer => answer.IsLate).Select(answer => answer.Daemon).ToHashSet(StringComparer.Ordinal);
        var answers = asked.Where(answer => answer.Text is not null).ToDictionary(answer => answer.Daemon, answer => answer.Text!, StringComparer.Ordinal);
        if (answers.Count == 0)
        {
            throw new VtyException($"FRR is not running: no daemon answers in `{settings.VtySocket}`");
        }

        // vtysh drops the lines of a daemon that does not run without a word.
        var missing = needed.Except(answers.Keys).Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? Merged(answers)
            : throw new VtyException(
                $"FRR is not running in full: {string.Join(" and ", missing)} {(missing.Count == 1 ? "does" : "do")} not answer in `{settings.VtySocket}`");
    }

    /// <summary>Whether all daemons answer that did so before: one that hangs would keep vtysh for as long as it is let.</summary>
    /// <exception cref="VtyException">One that is needed is not there, or does not answer in time.</exception>
    public async Task<bool> AnswersAsync(IReadOnlySet<string> needed, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(Said.Keys.Union(needed, StringComparer.Ordinal).Select(async daemon =>
        {
            try
            {
                await vty.AskAsync(daemon, "show version", PatienceWith(daemon, needed), cancellationToken);
                return true;
            }
            catch (VtyException) when (!needed.Contains(daemon))
            {
                return false;
            }
        }));
        return answers.All(isThere => isThere);
    }

    private static bool IsNeeded(string daemon, IReadOnlySet<string> needed) => needed.Contains(daemon) || Core.Contains(daemon);

    private TimeSpan PatienceWith(string daemon, IReadOnlySet<string> needed) =>
        IsNeeded(daemon, needed) || settings.QueryDeadline < PatienceWithOthers ? settings.QueryDeadline : PatienceWithOthers;

    private ConfigText Merged(Dictionary<string, string> answers)
    {
        var isSame = answers.Count == _said.Count && answers.All(answer => _said.TryGetValue(answer.Key, out var before) && before == answer.Value);
        if (_merged is null || !isSame)
        {
            (_said, _merged) = (answers, new ConfigText(RunningText.Merge(answers)));
        }

        return _merged;
    }

    // A daemon that was killed leaves its socket behind: it counts as one that does not run.
    private async Task<(string Daemon, string? Text, bool IsLate)> AskAsync(
        string daemon, IReadOnlySet<string> needed, Told? told, CancellationToken cancellationToken)
    {
        await (told?.UntilAskableAsync(daemon) ?? Task.CompletedTask);
        try
        {
            return (daemon, await vty.AskAsync(daemon, "show running-config", PatienceWith(daemon, needed), cancellationToken), false);
        }
        catch (VtyException problem) when (problem.IsGone || (problem.IsLate && !IsNeeded(daemon, needed)))
        {
            return (daemon, null, problem.IsLate);
        }
    }
}
