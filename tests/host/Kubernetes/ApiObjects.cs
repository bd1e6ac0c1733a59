using System.Text;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.HostTests.Kubernetes;

/// <summary>Objects as the API server would send them.</summary>
internal static class ApiObjects
{
    public static ApiObject Configuration(string name, string? selector = null, string address = "10.0.0.1", string extra = "", int version = 1) =>
        ObjectScan.Read(Encoding.UTF8.GetBytes(ConfigurationJson(name, selector, address, extra, version)));

    public static string ConfigurationJson(
        string name, string? selector = null, string address = "10.0.0.1", string extra = "", int version = 1)
    {
        var chosen = selector is null ? "" : $"\"nodeSelector\":{selector},";
        return $$"""
            {"apiVersion":"frrk8s.metallb.io/v1beta1","kind":"FRRConfiguration",
             "metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"password\":\"s3cret\"}"},
              "creationTimestamp":"2026-01-01T00:00:00Z","generation":1,"managedFields":[{"manager":"x","time":"{{version}}"}],
              "name":"{{name}}","namespace":"test","resourceVersion":"{{version}}","uid":"uid-{{name}}"},
             "spec":{ {{chosen}} "bgp":{"routers":[{"asn":64512,"neighbors":[{"address":"{{address}}","asn":64513{{extra}} } ] } ] } },"status":{"any":{{version}} } }
            """.ReplaceLineEndings("");
    }
}
