using FrrK8s.KubeApi;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>How the real API server is called, which can be looked at without it.</summary>
public sealed class RealApiServerArgumentsTests
{
    private static readonly RealApiServerArguments Arguments = new("/tmp/x", 1001, 1002);

    [Fact]
    public void Both_listen_on_the_loopback_and_keep_their_files_in_one_folder()
    {
        var all = Arguments.Etcd.Concat(Arguments.ApiServer).ToArray();
        Assert.All(all.Where(argument => argument.Contains("://", StringComparison.Ordinal)), argument => Assert.Contains("://127.0.0.1:", argument));
        Assert.All(
            all.Where(argument => argument.Contains("-dir=", StringComparison.Ordinal) || argument.Contains("-file=", StringComparison.Ordinal)),
            argument => Assert.Contains("=/tmp/x/", argument));
        Assert.Equal(all.Length, all.Select(argument => argument.Split('=')[0] + (Array.IndexOf(all, argument) < Arguments.Etcd.Count)).Distinct().Count());
    }

    [Fact]
    public void The_api_server_finds_etcd_and_knows_the_token()
    {
        Assert.Contains("--listen-client-urls=http://127.0.0.1:1001", Arguments.Etcd);
        Assert.Contains("--etcd-servers=http://127.0.0.1:1001", Arguments.ApiServer);
        Assert.Contains("--secure-port=1002", Arguments.ApiServer);
        Assert.Contains($"--token-auth-file={Arguments.TokensPath}", Arguments.ApiServer);
        Assert.Equal("abc,kubernetes-admin,1,\"system:masters\"\n", RealApiServerArguments.TokenLine("abc"));
    }

    [Fact]
    public void The_kubeconfig_names_server_authority_and_token()
    {
        var file = YamlJson.Read(Kubeconfig.Text(Arguments.Url, "PEM", "abc"))[0]!;
        Assert.Equal("https://127.0.0.1:1002", (string?)file["clusters"]![0]!["cluster"]!["server"]);
        Assert.Equal("PEM"u8.ToArray(), Convert.FromBase64String((string)file["clusters"]![0]!["cluster"]!["certificate-authority-data"]!));
        Assert.Equal("abc", (string?)file["users"]![0]!["user"]!["token"]);
        Assert.Equal((string?)file["contexts"]![0]!["name"], (string?)file["current-context"]);
    }
}
