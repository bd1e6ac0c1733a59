using FrrK8s.HostTests.KubeApi;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests;

/// <summary>A test on real FRR. Where FRR cannot be had it is counted as skipped, with the reason, and never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LabFactAttribute : FactAttribute
{
    public LabFactAttribute() => Skip = Prerequisites.Missing();

    /// <summary>Whether it needs the unpacked FRR beside the installed one.</summary>
    public bool OnBothReleases
    {
        get;
        init
        {
            field = value;
            Skip ??= value ? Prerequisites.Missing(FrrRelease.Unpacked) : null;
        }
    }

    /// <summary>Whether it needs sessions inside VRFs, for which not every kernel has devices.</summary>
    public bool WithVrf
    {
        get;
        init
        {
            field = value;
            Skip ??= value ? Prerequisites.MissingVrf() : null;
        }
    }

    /// <summary>Whether it needs kubectl.</summary>
    public bool WithKubectl
    {
        get;
        init
        {
            field = value;
            Skip ??= value ? new KubectlFactAttribute().Skip : null;
        }
    }
}
