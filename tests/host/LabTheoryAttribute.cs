using FrrK8s.Lab;
using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests;

/// <summary>Several tests on real FRR. Where FRR cannot be had they are counted as skipped, with the reason, and never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LabTheoryAttribute : TheoryAttribute
{
    public LabTheoryAttribute() => Skip = Prerequisites.Missing();

    /// <summary>Whether they need the unpacked FRR beside the installed one.</summary>
    public bool OnBothReleases
    {
        get;
        init
        {
            field = value;
            Skip ??= value ? Prerequisites.Missing(FrrRelease.Unpacked) : null;
        }
    }
}
