using FrrK8s.Host.Frr;

namespace FrrK8s.HostTests.Support;

/// <summary>A FRR in memory: takes everything, refuses what holds the word, or is down, as the test says.</summary>
internal sealed class FakeFrr : IFrr
{
    public List<string> Applied { get; } = [];

    public string Running { get; set; } = "!\n";

    public bool IsDown { get; set; }

    public string Refuses { get; set; } = "\0";

    public async Task<ApplyResult> InspectAsync(ConfigText wanted, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(cancellationToken);
        return now.Running is { } running && !running.Equals(wanted)
            ? now with { Drift = [new DriftLine(FrrParser.Compare.DifferenceKind.Changed, "all")] }
            : now;
    }

    public Task<ApplyResult> ApplyAsync(ConfigText wanted, ConfigText? written, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            return Task.FromResult(ApplyResult.Unavailable("FRR is down"));
        }

        Applied.Add(wanted.Reveal());
        if (wanted.Reveal().Split('\n').FirstOrDefault(line => line.Contains(Refuses, StringComparison.Ordinal)) is { } bad)
        {
            var line = new RefusedLine(0, bad.Trim(), "not today");
            return Task.FromResult(new ApplyResult(ApplyOutcome.Refused, "", [line], new ConfigText("half\n")));
        }

        Running = wanted.Reveal();
        return ReadAsync(cancellationToken);
    }

    public Task<ApplyResult> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(
        IsDown ? ApplyResult.Unavailable("FRR is down") : ApplyResult.Applied(new ConfigText(Running)));
}
