using FrrK8s.Host.Frr;

namespace FrrK8s.HostTests.Support;

/// <summary>A FRR in memory: takes everything, refuses what holds the word, or is down, as the test says.</summary>
internal sealed class FakeFrr : IFrr
{
    public List<string> Applied { get; } = [];

    public string Running { get; set; } = "!\n";

    public bool IsDown { get; set; }

    public bool IsSilent { get; set; }

    /// <summary>All that counts as ours, as it was said last.</summary>
    public string Written { get; private set; } = "";

    /// <summary>The differences that were to stay when it was told something last.</summary>
    public IReadOnlySet<string> Left { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    public string Refuses { get; set; } = "\0";

    /// <summary>Another process changes it.</summary>
    public bool IsOthers { get; set; }

    /// <summary>It goes down when it has refused something.</summary>
    public bool FallsWithRefusal { get; set; }

    /// <summary>A difference that it keeps, whatever it is told; null when it keeps none.</summary>
    public DriftLine? Keeps { get; set; }

    public string? WhyNotOurs() => IsOthers ? "somebody else is at it" : null;

    public async Task<ApplyResult> InspectAsync(Wish wish, CancellationToken cancellationToken)
    {
        Written = wish.Written?.Reveal() ?? "";
        var now = await ReadAsync(cancellationToken);
        return now.Running is { } running && !running.Equals(wish.Wanted)
            ? now with { Drift = [new DriftLine(FrrParser.Compare.DifferenceKind.Changed, "all", "id")] }
            : now with { Drift = Keeps is { } kept ? [kept] : [] };
    }

    public Task<ApplyResult> ApplyAsync(Wish wish, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            return Task.FromResult(ApplyResult.Unavailable("FRR is down"));
        }

        var wanted = wish.Wanted.Reveal();
        Applied.Add(wanted);
        Left = wish.Left;
        var lines = wanted.Split('\n');
        var bad = Array.FindIndex(lines, line => line.Contains(Refuses, StringComparison.Ordinal));
        if (bad >= 0)
        {
            var refused = new RefusedLine(bad + 1, lines[bad].Trim(), "not today") { IsSilent = IsSilent };
            var drift = new DriftLine(FrrParser.Compare.DifferenceKind.Missing, lines[bad].Trim(), lines[bad]) { Wanted = new ConfigText(lines[bad]) };
            if (!wish.Left.Contains(drift.Id))
            {
                Running = "half\n";
                IsDown = FallsWithRefusal;
                return Task.FromResult(new ApplyResult(ApplyOutcome.Refused, "", [refused], new ConfigText(Running)) { Drift = [drift], Told = 1 });
            }
        }

        Running = wanted;
        return InspectAsync(wish, cancellationToken);
    }

    public Task<ApplyResult> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(
        IsDown ? ApplyResult.Unavailable("FRR is down") : ApplyResult.Applied(new ConfigText(Running)));
}
