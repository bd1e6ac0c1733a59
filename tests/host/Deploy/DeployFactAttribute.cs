using FrrK8s.HostTests.KubeApi;

namespace FrrK8s.HostTests.Deploy;

/// <summary>A test that deploys the chart to the server in process, which tells which rules were used. Skips are counted, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeployFactAttribute : FactAttribute
{
    private const string NeedsCount = "needs an API server that tells which rules were used, and KUBEBUILDER_ASSETS asks for a real one";

    public DeployFactAttribute() => Skip = Tools.Helm is null ? HelmFactAttribute.Reason : ApiServerUnderTest.IsReal ? NeedsCount : null;
}
