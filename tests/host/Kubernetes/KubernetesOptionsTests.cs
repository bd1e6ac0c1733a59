using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Kubernetes;

public sealed class KubernetesOptionsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<(int Code, string Out, string Error)> DaemonAsync(params string[] arguments) =>
        CommandLine.RunAsync(["daemon", "--state-dir", _folder.Path, .. arguments]);

    [Fact]
    public async Task A_folder_and_an_API_server_cannot_both_be_followed()
    {
        var (code, _, error) = await DaemonAsync("--config-dir", _folder.Path, "--kubeconfig", "x");
        Assert.Equal(2, code);
        Assert.Contains("not both", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kubeconfig_that_is_not_there_is_named()
    {
        var (code, _, error) = await DaemonAsync("--kubeconfig", _folder.File("nothing"));
        Assert.Equal(2, code);
        Assert.StartsWith("error: --kubeconfig: `", error, StringComparison.Ordinal);
        Assert.Contains("nothing", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("this: [is")]
    [InlineData("a word")]
    [InlineData("")]
    [InlineData("apiVersion: v1\nkind: Config\n")]
    [InlineData("apiVersion: v1\nkind: Config\ncurrent-context: nowhere\ncontexts: []\nclusters: []\nusers: []\n")]
    [InlineData(
        "apiVersion: v1\nkind: Config\ncurrent-context: c\ncontexts: [{name: c, context: {cluster: k, user: u}}]\n"
        + "clusters: [{name: k, cluster: {server: 'https://127.0.0.1:1', certificate-authority-data: c2VjcmV0}}]\nusers: [{name: u, user: {token: s3cret}}]\n")]
    [InlineData(
        "apiVersion: v1\nkind: Config\ncurrent-context: c\ncontexts: [{name: c, context: {cluster: k, user: u}}]\n"
        + "clusters: [{name: k, cluster: {server: 'https://127.0.0.1:1'}}]\nusers: [{name: u, user: {client-certificate-data: eA==, client-key-data: s3cret}}]\n")]
    public async Task A_kubeconfig_that_cannot_be_used_is_said_so_on_one_line(string text)
    {
        var (code, _, error) = await DaemonAsync("--kubeconfig", _folder.Write("kubeconfig", text), "--namespace", "x");
        Assert.Equal(2, code);
        Assert.StartsWith("error: --kubeconfig: `", error, StringComparison.Ordinal);
        Assert.Contains("cannot be used", error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("", "--namespace: whose FRRConfigurations count is not known")]
    [InlineData("Not_A_Name", "--namespace: `Not_A_Name` is no name of a namespace")]
    public async Task The_namespace_has_to_be_known(string ns, string message)
    {
        const string text = "apiVersion: v1\nkind: Config\ncurrent-context: c\ncontexts: [{name: c, context: {cluster: k, user: u}}]\n"
            + "clusters: [{name: k, cluster: {server: 'http://127.0.0.1:1'}}]\nusers: [{name: u, user: {token: s3cret}}]\n";
        string[] said = ns.Length == 0 ? [] : ["--namespace", ns];
        var (code, _, error) = await DaemonAsync(["--kubeconfig", _folder.Write("kubeconfig", text), .. said]);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_source_the_daemon_says_which_there_are()
    {
        var (code, _, error) = await DaemonAsync();
        Assert.Equal(2, code);
        Assert.Contains("--kubeconfig", error, StringComparison.Ordinal);
        Assert.Contains("--config-dir", error, StringComparison.Ordinal);
    }
}
