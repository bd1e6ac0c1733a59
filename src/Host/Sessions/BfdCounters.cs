namespace FrrK8s.Host.Sessions;

/// <summary>What bfdd counts of one session.</summary>
internal sealed record BfdCounters
{
    public long ControlInput { get; init; }

    public long ControlOutput { get; init; }

    public long EchoInput { get; init; }

    public long EchoOutput { get; init; }

    public long TimesUp { get; init; }

    public long TimesDown { get; init; }

    public long ZebraNotifications { get; init; }
}
