using System.Net;
using System.Text.Json.Nodes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.KubeApi;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.Deploy;

/// <summary>A release from its beginning to its end: what the controller has written stays through upgrades, and what everybody has written stays after it.</summary>
public sealed class HelmInstallTests
{
    private const string Namespace = ApiServerUnderTest.Namespace;
    private const string Core = $"/api/v1/namespaces/{Namespace}";
    private const string Roles = $"/apis/rbac.authorization.k8s.io/v1/namespaces/{Namespace}/roles";
    private const string Hooks = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/frr-k8s-webhook.frr-k8s-system";
    private const string Merge = "application/merge-patch+json";

    [DeployFact]
    public async Task What_the_controller_has_written_survives_an_upgrade_and_the_crds_the_end()
    {
        using var folder = new TempFolder();
        await using var server = await ApiServerUnderTest.StartAsync(new KubeApiOptions { DefinitionsFolder = folder.Path });
        await HelmAsync(server, folder, "install", "--set", "frrk8s.logLevel=debug");
        Assert.Contains("--log-level=debug", await ArgumentsAsync(server));
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "/apis/frrk8s.metallb.io/v1beta1/frrconfigurations")).Code);

        const string certificates = """{"data": {"tls.crt": "YQ==", "tls.key": "Yg=="}}""";
        const string rules = """{"rules": [{"apiGroups": [""], "resources": ["secrets"], "resourceNames": ["bgp"], "verbs": ["list", "watch"]}]}""";
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Patch, $"{Core}/secrets/frr-k8s-webhook-server-cert", certificates, Merge)).Code);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Patch, $"{Roles}/frr-k8s-passwords", rules, Merge)).Code);
        var (_, hook) = await server.SendAsync(HttpMethod.Get, Hooks);
        hook["webhooks"]![0]!["clientConfig"]!["caBundle"] = "Q0E=";
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Put, Hooks, hook.ToJsonString())).Code);

        await HelmAsync(server, folder, "upgrade", "--set", "frrk8s.logLevel=warn", "--set", "controller.webhook.timeoutSeconds=5");
        Assert.Contains("--log-level=warn", await ArgumentsAsync(server));
        Assert.Equal("YQ==", (string?)(await GetAsync(server, $"{Core}/secrets/frr-k8s-webhook-server-cert"))["data"]!["tls.crt"]);
        Assert.Equal("bgp", (string?)(await GetAsync(server, $"{Roles}/frr-k8s-passwords"))["rules"]![0]!["resourceNames"]![0]);
        hook = await GetAsync(server, Hooks);
        Assert.Equal("Q0E= 5", $"{hook["webhooks"]![0]!["clientConfig"]!["caBundle"]} {hook["webhooks"]![0]!["timeoutSeconds"]}");

        await HelmAsync(server, folder, "uninstall");
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(HttpMethod.Get, Hooks)).Code);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "/apis/frrk8s.metallb.io/v1beta1/frrconfigurations")).Code);
    }

    private static async Task HelmAsync(ApiServerUnderTest server, TempFolder home, string command, params string[] more)
    {
        string[] chart = command == "uninstall" ? [] : [Chart.Folder];
        // It waits for nothing: no kubelet runs the pods.
        var result = await Command.TryAsync(
            "env",
            [
                $"HOME={home.Path}", $"KUBECONFIG={server.KubeconfigPath}", $"HELM_CACHE_HOME={home.Path}/cache", Tools.Helm!, command, "frr-k8s", .. chart,
                "--namespace", Namespace, .. more,
            ]);
        Assert.True(result.ExitCode == 0, $"helm {command}: {result.Output}{result.Error}");
    }

    private static async Task<string> ArgumentsAsync(ApiServerUnderTest server)
    {
        var found = await GetAsync(server, $"/apis/apps/v1/namespaces/{Namespace}/daemonsets/frr-k8s-daemon");
        return string.Join(' ', PodText.Containers(found).SelectMany(container => container["args"]?.AsArray() ?? []).Select(argument => (string)argument!));
    }

    private static async Task<JsonObject> GetAsync(ApiServerUnderTest server, string path)
    {
        var (code, body) = await server.SendAsync(HttpMethod.Get, path);
        Assert.True(code == HttpStatusCode.OK, body.ToJsonString());
        return body;
    }
}
