using System.Diagnostics;
using FrrK8s.Lab;

namespace FrrK8s.HostTests.Faults;

/// <summary>Makes a fault happen, waits until all is well again, and says what it cost.</summary>
internal static class FaultRun
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(0.5);

    /// <summary>Plays a fault on a laboratory at rest.</summary>
    public static async Task<FaultOutcome> PlayAsync(FaultLab lab, Fault fault)
    {
        var sessions = await lab.TimesEstablishedAsync();
        var (withdrawn, told) = (await lab.RoutesWithdrawnAsync(), lab.Lab.Vtysh.Told);
        lab.Begin();
        TimeSpan? repaired = null;
        var problem = "";
        try
        {
            await fault.HappenAsync(lab);
            repaired = await UntilRepairedAsync(lab, fault);
        }
        catch (Exception error)
        {
            problem = $"{error.GetType().Name}: {error.Message}";
        }

        var now = await lab.TimesEstablishedAsync();
        var lost = now.Sum(session => session.Value - sessions.GetValueOrDefault(session.Key));
        var detected = lab.LogOfFault is [var first, ..] ? Stopwatch.GetElapsedTime(lab.BegunAt, first.At) : (TimeSpan?)null;
        var outcome = new FaultOutcome(
            fault.Name, detected, repaired, lost, await lab.RoutesWithdrawnAsync() - withdrawn, lab.Lab.Vtysh.Told - told, problem);
        return outcome with { Problem = string.Join("; ", Problems(fault, outcome)) };
    }

    /// <summary>From the fault until all is well and stays so, also when the daemon has been through its manifests.</summary>
    private static async Task<TimeSpan> UntilRepairedAsync(FaultLab lab, Fault fault)
    {
        long? wellSince = null;
        await Wait.UntilAsync(
            async token =>
            {
                if (await lab.MissingAsync(fault, token) is { } missing)
                {
                    wellSince = null;
                    lab.Note(missing);
                    return missing;
                }

                wellSince ??= Stopwatch.GetTimestamp();
                return lab.HasDaemonRead && Stopwatch.GetElapsedTime(wellSince.Value) >= Calm ? null : "it is well, but not for long";
            },
            Deadline,
            CancellationToken.None);
        lab.Note("all is well");
        return Stopwatch.GetElapsedTime(lab.BegunAt, wellSince!.Value);
    }

    private static IEnumerable<string> Problems(Fault fault, FaultOutcome outcome)
    {
        if (outcome.Problem.Length > 0)
        {
            yield return outcome.Problem;
        }

        if (outcome.SessionsLost > fault.SessionsLost)
        {
            yield return $"{outcome.SessionsLost} sessions were lost, {fault.SessionsLost} by the fault itself";
        }

        if (outcome.RoutesWithdrawn > fault.RoutesWithdrawn)
        {
            yield return $"{outcome.RoutesWithdrawn} routes were withdrawn, {fault.RoutesWithdrawn} by the fault itself";
        }

        if (outcome.Told > fault.MostTold)
        {
            yield return $"FRR was told something {outcome.Told} times, {fault.MostTold} at most are expected";
        }
    }
}
