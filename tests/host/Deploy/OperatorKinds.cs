using System.Net;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Deploy;

/// <summary>The kinds of the Prometheus operator that the chart writes, as far as it writes them.</summary>
internal static class OperatorKinds
{
    private static readonly string[] Plurals = ["servicemonitors", "podmonitors", "prometheusrules"];

    /// <summary>Lets a server know them.</summary>
    public static async Task AddToAsync(ApiServerUnderTest server)
    {
        foreach (var plural in Plurals)
        {
            await server.CreateAsync(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", await File.ReadAllTextAsync(Repository.PathOf($"tests/host/Deploy/{plural}.yaml")));
            await Eventually.TrueAsync(
                async () => (await server.SendAsync(HttpMethod.Get, $"/apis/monitoring.coreos.com/v1/{plural}")).Code == HttpStatusCode.OK, $"{plural} are served");
        }
    }
}
