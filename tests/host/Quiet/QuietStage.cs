using FrrK8s.HostTests.Faults;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.Quiet;

/// <summary>Brings quirks to one node, one after the other, and counts what happens when nothing changes and when something else does.</summary>
public abstract class QuietStage(FrrRelease release) : IAsyncLifetime
{
    private const string File = $"{QuirkList.ObjectName}.yaml";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);

    private FaultLab? _lab;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }

    /// <summary>One quirk, from its first apply to the change of another session.</summary>
    internal async Task PlayAsync(Quirk quirk)
    {
        var lab = _lab ??= await FaultLab.StartAsync(release);
        await lab.RestAsync();
        await TypeAtTorAsync(quirk.TorHas);
        try
        {
            await lab.WriteAsync(File, quirk.Manifest);
            await UntilAsync(lab => HasNotAsync(lab, quirk.Statement));
            await DialAsync(quirk);
            await UntilWellAsync(quirk, Baseline.Exchanges);
            var before = await SessionCounters.ReadAsync(lab.Lab.Node);
            await RewriteAsync(quirk, before);
            await ChangeAnotherAsync(quirk, before);
        }
        finally
        {
            await TypeAtTorAsync(quirk.TorHadNot);
        }
    }

    // The same again, then the same in other words: FRR is neither told nor asked to check anything.
    private async Task RewriteAsync(Quirk quirk, IReadOnlyDictionary<string, SessionCounters> before)
    {
        var lab = _lab!;
        var calls = lab.Lab.Vtysh.Calls.Count;
        await lab.WriteAsync(File, quirk.Manifest);
        lab.Begin();
        await lab.WriteAsync(File, $"# the same in other words\n{quirk.Manifest}\n");
        await lab.UntilSaidAsync("manifests read");

        // The next question to FRR is answered behind whatever the daemon did about the manifests.
        await UntilWellAsync(quirk, Baseline.Exchanges);
        Assert.Equal(calls, lab.Lab.Vtysh.Calls.Count);
        await AssertUnnoticedAsync(before, Baseline.Session);
    }

    private async Task ChangeAnotherAsync(Quirk quirk, IReadOnlyDictionary<string, SessionCounters> before)
    {
        var lab = _lab!;
        var told = lab.Lab.Vtysh.Told;
        await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
        await UntilWellAsync(quirk, Baseline.ChangedExchanges);
        Assert.Equal(told + 1, lab.Lab.Vtysh.Told);
        await AssertUnnoticedAsync(before, Baseline.Session);
    }

    // The session of the baseline's changes is told of them, for a while after each: FRR looks at a changed filter once more, seconds later.
    private async Task AssertUnnoticedAsync(IReadOnlyDictionary<string, SessionCounters> before, string told)
    {
        var after = await SessionCounters.ReadAsync(_lab!.Lab.Node);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        Assert.All(before, session => Assert.Null(after[session.Key].Noticed(session.Value, session.Key == told)));
    }

    // A router that called a node without such a neighbor waits up to a minute until it calls again.
    private async Task DialAsync(Quirk quirk)
    {
        if (quirk.Exchange is { } exchange)
        {
            var link = LabLink.To(exchange.Neighbor);
            var lab = _lab!.Lab;
            var router = lab.RouterOf(link);
            await router.Frr.ConfigureAsync(
                [$"router bgp {(router == lab.Tor ? 64512 : 4200000000)}", $"neighbor {link.Node} shutdown", $"no neighbor {link.Node} shutdown"],
                CancellationToken.None);
        }
    }

    private Task UntilWellAsync(Quirk quirk, IReadOnlyList<Support.Exchange> exchanges)
    {
        var all = quirk.Exchange is { } own ? exchanges.Append(own) : exchanges;
        var end = new Fault(quirk.Name, _ => Task.CompletedTask)
        {
            End = [.. all],
            AlsoMissingAsync = lab => HasNotAsync(lab, quirk.Statement),
        };
        return Wait.UntilAsync(token => _lab!.MissingAsync(end, token), Deadline, CancellationToken.None);
    }

    private Task UntilAsync(Func<FaultLab, Task<string?>> missing) =>
        Wait.UntilAsync(_ => missing(_lab!), Deadline, CancellationToken.None);

    private static async Task<string?> HasNotAsync(FaultLab lab, string statement) =>
        (await lab.Lab.Node.RunningConfigAsync(CancellationToken.None)).Contains(statement, StringComparison.Ordinal)
            ? null
            : $"FRR has no `{statement}`";

    private async Task TypeAtTorAsync(IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            await _lab!.Lab.Tor.Frr.ConfigureAsync(lines, CancellationToken.None);
        }
    }
}
