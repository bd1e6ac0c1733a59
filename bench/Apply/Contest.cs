namespace FrrK8s.Bench.Apply;

/// <summary>One change, made in our way and in another on the same FRR and to the same effect.</summary>
/// <param name="Other">What the other way is.</param>
internal sealed record Contest(string Name, Timing Ours, string Other, Timing Reference)
{
    /// <summary>How many times faster until FRR has the change.</summary>
    public double? TargetInFrr { get; init; }

    /// <summary>How many times faster until it is verified.</summary>
    public double? TargetVerified { get; init; }

    /// <summary>In our way until FRR has the change, at most.</summary>
    public double? TargetMs { get; init; }

    public double InFrrRatio => Reference.InFrrMs / Ours.InFrrMs;

    public double VerifiedRatio => Reference.VerifiedMs / Ours.VerifiedMs;
}
