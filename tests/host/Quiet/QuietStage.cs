using System.Diagnostics;
using System.Text.Json;
using FrrK8s.HostTests.Faults;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.Quiet;

/// <summary>Brings quirks to one node, one after the other, and counts what happens when nothing changes and when something else does.</summary>
public abstract class QuietStage(FrrRelease release) : IAsyncLifetime
{
    private const string File = $"{QuirkList.ObjectName}.yaml";
    private const string Applied = "FRR runs the wanted configuration";
    private const long BfdAgreed = 4;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);

    private FaultLab? _lab;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DisposeAsync() => EndAsync();

    /// <summary>One quirk, from its first apply to the change of another session. A laboratory where it went wrong is not used again.</summary>
    internal async Task PlayAsync(Quirk quirk, Action<string> say)
    {
        var isNew = _lab is null;
        var lab = _lab ??= await FaultLab.StartAsync(release);
        lab.Begin();
        try
        {
            await lab.RestAsync();
            if (isNew)
            {
                await UntilCalmAsync(lab);
            }

            await PlayAsync(lab, quirk);
        }
        catch (Exception)
        {
            foreach (var line in lab.StoryText)
            {
                say(line);
            }

            await EndAsync();
            throw;
        }
    }

    // A session that has just come up is told more for a while.
    private static async Task UntilCalmAsync(FaultLab lab)
    {
        var (before, since) = (await SessionCounters.ReadAsync(lab.Lab.Node), Stopwatch.GetTimestamp());
        await Wait.UntilAsync(
            async _ =>
            {
                var now = await SessionCounters.ReadAsync(lab.Lab.Node);
                if (now.Any(session => !before.TryGetValue(session.Key, out var was) || session.Value.Noticed(was, mayBeTold: false) is not null))
                {
                    (before, since) = (now, Stopwatch.GetTimestamp());
                }

                return Stopwatch.GetElapsedTime(since) >= Calm ? null : "the sessions are told something still";
            },
            Deadline,
            CancellationToken.None);
    }

    private async Task EndAsync()
    {
        if (_lab is { } lab)
        {
            _lab = null;
            await lab.DisposeAsync();
        }
    }

    private async Task PlayAsync(FaultLab lab, Quirk quirk)
    {
        try
        {
            await lab.WriteAsync(File, quirk.Manifest);
            await UntilAsync(lab => HasNotAsync(lab, quirk.Statement));
            await PrepareRouterAsync(quirk);
            await UntilWellAsync(quirk, Baseline.Exchanges);
            await UntilAsync(lab => IsBfdYoungAsync(lab.Lab.Node));
            await UntilWellAsync(quirk, Baseline.Exchanges);
            var before = await SessionCounters.ReadAsync(lab.Lab.Node);
            await RewriteAsync(quirk, before);
            await ChangeAnotherAsync(quirk, before);
        }
        finally
        {
            await ClearRouterAsync(quirk);
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
        lab.Begin();
        await lab.WriteAsync(Baseline.Manifest, Baseline.Changed);
        await UntilWellAsync(quirk, Baseline.ChangedExchanges);
        await lab.UntilSaidAsync(Applied);

        // FRR 8 was told without vtysh.
        Assert.InRange(lab.Lab.Vtysh.Told - told, 0, 1);
        Assert.Single(lab.LogOfFault, line => line.Line.Contains(Applied, StringComparison.Ordinal));
        await AssertUnnoticedAsync(before, Baseline.Session);
    }

    // The session of the baseline's changes is told of them, for a while after each: FRR looks at a changed filter once more, seconds later.
    private async Task AssertUnnoticedAsync(IReadOnlyDictionary<string, SessionCounters> before, string told)
    {
        var after = await SessionCounters.ReadAsync(_lab!.Lab.Node);
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        Assert.All(before, session => Assert.Null(after[session.Key].Noticed(session.Value, session.Key == told)));
    }

    private async Task PrepareRouterAsync(Quirk quirk)
    {
        if (quirk.RouterHas.Length > 0)
        {
            await TypeAtRouterAsync(quirk, $"neighbor {quirk.RouterHas}");
        }

        if (quirk.IsNumbered)
        {
            await RouterOf(quirk).CallAsync(LabLink.To(quirk.Neighbor!).Node, CancellationToken.None);
        }
    }

    private Task ClearRouterAsync(Quirk quirk) =>
        quirk.RouterHas.Length > 0 ? TypeAtRouterAsync(quirk, $"no neighbor {quirk.RouterHas}") : Task.CompletedTask;

    private Task<string> TypeAtRouterAsync(Quirk quirk, string line) =>
        RouterOf(quirk).Frr.ConfigureAsync([$"router bgp {RouterOf(quirk).AsNumber}", line], CancellationToken.None);

    private LabRouter RouterOf(Quirk quirk) =>
        quirk.IsNumbered ? _lab!.Lab.RouterOf(LabLink.To(quirk.Neighbor!)) : _lab!.Lab.Tor;

    private Task UntilWellAsync(Quirk quirk, IReadOnlyList<Support.Exchange> exchanges)
    {
        var end = new Fault(quirk.Name, _ => Task.CompletedTask)
        {
            End = exchanges,
            AlsoMissingAsync = async lab => await HasNotAsync(lab, quirk.Statement) ?? await IsDownAsync(lab, quirk.Neighbor),
        };
        return Wait.UntilAsync(token => _lab!.MissingAsync(end, token), Deadline, CancellationToken.None);
    }

    private Task UntilAsync(Func<FaultLab, Task<string?>> missing) =>
        Wait.UntilAsync(_ => missing(_lab!), Deadline, CancellationToken.None);

    private static async Task<string?> HasNotAsync(FaultLab lab, string statement) =>
        (await lab.Lab.Node.RunningConfigAsync(CancellationToken.None)).Contains(statement, StringComparison.Ordinal)
            ? null
            : $"FRR has no `{statement}`";

    // Until both sides have agreed on patient timers, BFD takes a busy machine for a dead one.
    private static async Task<string?> IsBfdYoungAsync(FrrInstance frr)
    {
        var peers = JsonElement.Parse((await frr.AskAsync("bfdd", "show bfd peers json", CancellationToken.None)).Text);
        return peers.EnumerateArray().All(peer => peer.TryGetProperty("uptime", out var uptime) && uptime.GetInt64() >= BfdAgreed)
            ? null
            : "a session of BFD has not been up for long";
    }

    private static async Task<string?> IsDownAsync(FaultLab lab, string? neighbor) =>
        neighbor is null || (await SessionCounters.ReadAsync(lab.Lab.Node))[neighbor] is var session && session.Established > session.Dropped
            ? null
            : $"the session with {neighbor} is not up";
}
