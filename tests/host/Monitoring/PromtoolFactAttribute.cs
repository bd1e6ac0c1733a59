namespace FrrK8s.HostTests.Monitoring;

/// <summary>A test with promtool. Where there is none it is counted as skipped, with the reason, and never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute() =>
        Skip = Promtool.Program is null ? "promtool is not there; `make setup` unpacks it from the package prometheus" : null;
}
