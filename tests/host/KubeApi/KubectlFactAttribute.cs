namespace FrrK8s.HostTests.KubeApi;

/// <summary>A test with kubectl. Where there is none it is counted as skipped, with the reason, and never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute() => Skip = KubectlPrograms.Missing(KubectlChoice.OnThePath);
}
