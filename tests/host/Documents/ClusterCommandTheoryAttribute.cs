using FrrK8s.HostTests.Deploy;
using FrrK8s.HostTests.KubeApi;

namespace FrrK8s.HostTests.Documents;

/// <summary>A test with kubectl and helm. Without them it is counted as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterCommandTheoryAttribute : TheoryAttribute
{
    public ClusterCommandTheoryAttribute() => Skip = new KubectlFactAttribute().Skip ?? new HelmFactAttribute().Skip
        ?? (ApiServerUnderTest.IsReal ? "a real API server cannot reach the webhook, which has no pods here" : null);
}
