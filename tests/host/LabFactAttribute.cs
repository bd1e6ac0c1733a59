using FrrK8s.Lab;

namespace FrrK8s.HostTests;

/// <summary>A test on real FRR. Where FRR cannot be had it is counted as skipped, with the reason, and never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LabFactAttribute : FactAttribute
{
    public LabFactAttribute() => Skip = Prerequisites.Missing();
}
