namespace FrrK8s.HostTests.Support;

/// <summary>Manifests that several tests use.</summary>
internal static class Manifests
{
    /// <summary>One router with one neighbor.</summary>
    public static string Neighbor(string name, string address, int asn = 64513, string extra = "") => $$"""
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRConfiguration
        metadata: {name: {{name}}, namespace: test}
        spec:
          bgp:
            routers:
              - asn: 64512
                neighbors:
                  - {address: {{address}}, asn: {{asn}}{{extra}}}

        """;

    /// <summary>A raw snippet.</summary>
    public static string Raw(string name, string line) => $$"""
        apiVersion: frrk8s.metallb.io/v1beta1
        kind: FRRConfiguration
        metadata: {name: {{name}}, namespace: test}
        spec:
          raw:
            rawConfig: |
              {{line}}

        """;
}
