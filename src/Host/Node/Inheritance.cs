using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>
/// What a daemon before this one was telling FRR when it ended in the middle. What it had started goes on without it, so that FRR may come to have it later than the
/// first look at it: for as long as one telling may take, it counts as ours.
/// </summary>
/// <param name="text">What was being told; null when nothing was.</param>
/// <param name="longestTelling">How long that may still take.</param>
/// <param name="time">The clock.</param>
internal sealed class Inheritance(ConfigText? text, TimeSpan longestTelling, TimeProvider time)
{
    private readonly long _since = time.GetTimestamp();
    private ConfigText? _text = text;

    /// <summary>What FRR may come to have; null when nothing is to be expected any more.</summary>
    public ConfigText? Text => _text = time.GetElapsedTime(_since) < longestTelling ? _text : null;

    /// <summary>FRR has all of it.</summary>
    public void End() => _text = null;
}
