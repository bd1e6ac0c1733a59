using System.Net;
using FrrK8s.KubeApi;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>What the CRDs take and refuse, as the server sees them.</summary>
public sealed class CrdTests
{
    private const string Configurations = $"/apis/frrk8s.metallb.io/v1beta1/namespaces/{ApiServerUnderTest.Namespace}/frrconfigurations";

    private static readonly (string Spec, string Said)[] Refused =
    [
        (Router("evpn: {l2vnis: [{vni: 0}]}"), "l2vnis[0].vni"),
        (Router("evpn: {l2vnis: [{vni: 16777216}]}"), "l2vnis[0].vni"),
        (Rd("65000"), "RD must contain exactly one colon"),
        (Rd("65000:1:2"), "RD must contain exactly one colon"),
        (Rd("65000:abc"), "RD local administrator must be a number"),
        (Rd("abc:100"), "RD global administrator must be either"),
        (Rd("4200000000:65536"), "RD with a global administrator above 65535"),
        (Rd("192.0.2.1:65536"), "RD with an IPv4 address"),
        (Rd("a.1:100"), "RD global administrator must be either"),
        (Rd("99999999999:1"), "RD global administrator must be at most 4294967295"),
        (Rd("*:100"), "RD global administrator must be either"),
        (Targets("export", "*:100"), "RT global administrator must be either"),
        (Targets("export", "100"), "RT must contain exactly one colon"),
        (Targets("export", "100:abc"), "RT local administrator must be a number"),
        (Targets("export", "abc:100"), "RT global administrator must be either"),
        (Targets("import", "100"), "RT must contain exactly one colon"),
        (Targets("import", "100:abc"), "RT local administrator must be a number"),
        (Targets("import", "abc:100"), "RT global administrator must be either"),
        (Targets("import", "*:abc"), "RT local administrator must be a number"),
        (Targets("import", "*:4294967296"), "RT local administrator must be at most 4294967295"),
        (Targets("import", "4200000000:65536"), "RT with a global administrator above 65535"),
        (Targets("import", "192.0.2.1:65536"), "RT with an IPv4 address"),
        (Router("evpn: {advertiseVNIs: Some}"), "supported values: \"Disabled\", \"All\""),
        (Neighbor("addressFamilies: [multicast]"), "supported values: \"unicast\", \"evpn\""),
        (Neighbor("addressFamilies: [unicast, evpn, unicast]"), "must have at most 2 items"),
        (Router("evpn: {l3vni: {vni: 100}}"), "evpn.l3vni.advertisePrefixes: Required value"),
        (Router("evpn: {l3vni: {vni: 100, advertisePrefixes: []}}"), "advertisePrefixes"),
        (Router("evpn: {l3vni: {vni: 100, advertisePrefixes: [evpn]}}"), "supported values: \"unicast\""),
        ("{bgp: {routers: [{vrf: red}]}}", "spec.bgp.routers[0].asn: Required value"),
        ("{bgp: {routers: [{asn: 0}]}}", "should be greater than or equal to 1"),
        ("{bgp: {bfdProfiles: [{}]}}", "bfdProfiles[0].name: Required value"),
        ("{bgp: {bfdProfiles: [{name: a, receiveInterval: 9}]}}", "should be greater than or equal to 10"),
        ("{bgp: {routers: notalist}}", "must be of type array: \"string\""),
        ("{raw: {priority: \"1\"}}", "must be of type integer: \"string\""),
        ("{nodeSelector: {matchExpressions: [{key: a}]}}", "operator: Required value"),
        (Neighbor("port: 65536"), "should be less than or equal to 65535"),
        (Neighbor("dynamicASN: any"), "supported values: \"internal\", \"external\""),
        (Neighbor("connectTime: 0s"), "connect time should be between 1 seconds to 65535"),
        (Neighbor("connectTime: 65536s"), "connect time should be between 1 seconds to 65535"),
        (Neighbor("connectTime: 1500ms"), "connect time should contain a whole number of seconds"),
        (Neighbor("connectTime: soon"), "connectTime"),
        (Neighbor("toAdvertise: {nextHop: {ipv4: \"::1\"}}"), "must be of type ipv4"),
        (Neighbor("toAdvertise: {withCommunity: [{prefixes: [], community: \"1:2\"}]}"), "should have at least 1 items"),
        (Neighbor("toReceive: {allowed: {prefixes: [{prefix: 192.0.2.0}]}}"), "must be of type cidr"),
        (Neighbor("toReceive: {allowed: {prefixes: [{prefix: 192.0.2.0/24, le: 129}]}}"), "should be less than or equal to 128"),
    ];

    private static readonly string[] Accepted =
    [
        "{}",
        "{bgp: {}}",
        Targets("import", "*:100"),
        Rd("4294967295:100"),
        Rd("100:4294967295"),
        Rd("192.0.2.1:100"),
        Targets("import", "4200000000:65535"),
        Targets("import", "65000:4294967295"),
        Targets("export", "192.0.2.1:65535"),
        Router("evpn: {advertiseVNIs: All, l2vnis: [{vni: 100, rd: \"1:1\", importRTs: [\"1:2\", \"*:3\"], exportRTs: [\"1:2\"]}]}"),
        Router("evpn: {l3vni: {vni: 100, advertisePrefixes: [unicast]}}"),
        Neighbor("addressFamilies: [unicast, evpn]"),
        Neighbor("port: 65535"),
        Neighbor("connectTime: 1m5s"),
        Neighbor("holdTime: abc, keepaliveTime: 30s"),
        Neighbor("toAdvertise: {withLocalPref: [{prefixes: [192.0.2.0/24], localPref: 4294967295}]}"),
        "{raw: {priority: -5, rawConfig: \"!\"}, nodeSelector: {matchLabels: {a: b}, matchExpressions: [{key: c, operator: Exists}]}}",
    ];

    [Fact]
    public async Task A_CRD_whose_rules_could_cost_too_much_is_refused()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var definition = await File.ReadAllTextAsync(Path.Combine(new KubeApiOptions().DefinitionsFolder, "frrk8s.metallb.io_frrconfigurations.yaml"));
        foreach (var (from, to) in ((string, string)[])[("frrconfigurations", "costlies"), ("FRRConfiguration", "Costly"), ("frrconfiguration", "costly"), ("frrk8s.metallb.io", "example.org"), ("maxItems: 100", "maxItems: 200")])
        {
            definition = definition.Replace(from, to, StringComparison.Ordinal);
        }

        var (code, body) = await server.SendAsync(
            HttpMethod.Post, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", YamlJson.Read(definition)[0]!.ToJsonString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, code);
        Assert.Contains("[importRTs].items.x-kubernetes-validations[1].rule: Forbidden: estimated rule cost exceeds budget by factor of", (string?)body["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_refused_with_its_place_and_reason()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        foreach (var (spec, said) in Refused)
        {
            var (code, status) = await server.SendAsync(HttpMethod.Post, $"{Configurations}?dryRun=All", Body(spec));
            Assert.True(code == HttpStatusCode.UnprocessableEntity, $"{spec}: {code}");
            Assert.True(((string)status["message"]!).Contains(said, StringComparison.Ordinal), $"{spec}: {status["message"]}");
            Assert.NotEmpty(status["details"]!["causes"]!.AsArray());
        }
    }

    [Fact]
    public async Task What_is_right_is_accepted()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        foreach (var spec in Accepted)
        {
            var (code, body) = await server.SendAsync(HttpMethod.Post, $"{Configurations}?dryRun=All", Body(spec));
            Assert.True(code == HttpStatusCode.Created, $"{spec}: {body.ToJsonString()}");
        }
    }

    [Fact]
    public async Task Defaults_are_set_and_unknown_fields_are_dropped()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var (_, made) = await server.SendAsync(
            HttpMethod.Post, Configurations, Body(Neighbor("toAdvertise: {allowed: {}}, unknown: 1").Replace("{bgp:", "{nodeSelector: {labelSelector: {}}, bgp:", StringComparison.Ordinal)));
        var neighbor = made["spec"]!["bgp"]!["routers"]![0]!["neighbors"]![0]!;
        Assert.Equal("""["unicast"]""", neighbor["addressFamilies"]!.ToJsonString());
        Assert.False((bool)neighbor["disableMP"]!);
        Assert.False((bool)neighbor["dualStackAddressFamily"]!);
        Assert.Equal("filtered", (string?)neighbor["toAdvertise"]!["allowed"]!["mode"]);
        Assert.Null(neighbor["unknown"]);
        Assert.Equal("{}", made["spec"]!["nodeSelector"]!.ToJsonString());
    }

    [Fact]
    public async Task The_log_level_is_one_of_six()
    {
        await using var server = await ApiServerUnderTest.StartAsync();
        var path = Configurations.Replace("frrconfigurations", "frrk8sconfigurations", StringComparison.Ordinal) + "?dryRun=All";
        foreach (var (level, expected) in new[] { ("debug", HttpStatusCode.Created), ("loud", HttpStatusCode.UnprocessableEntity) })
        {
            var (code, _) = await server.SendAsync(
                HttpMethod.Post,
                path,
                $$"""{"apiVersion":"frrk8s.metallb.io/v1beta1","kind":"FRRK8sConfiguration","metadata":{"name":"config"},"spec":{"logLevel":"{{level}}"} }""");
            Assert.Equal(expected, code);
        }
    }

    private static string Router(string more) => $"{{bgp: {{routers: [{{asn: 64512, {more}}}]}}}}";

    private static string Neighbor(string more) => Router($"neighbors: [{{address: 192.0.2.1, asn: 64513, {more}}}]");

    private static string Rd(string rd) => Router($"evpn: {{l2vnis: [{{vni: 100, rd: \"{rd}\"}}]}}");

    private static string Targets(string direction, string target) => Router($"evpn: {{l2vnis: [{{vni: 100, {direction}RTs: [\"{target}\"]}}]}}");

    private static string Body(string spec) => YamlJson.Read(
        $"{{apiVersion: frrk8s.metallb.io/v1beta1, kind: FRRConfiguration, metadata: {{name: a}}, spec: {spec}}}")[0]!.ToJsonString();
}
