using FrrK8s.Host.Cli;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Status;

/// <summary>The program as a plugin of kubectl.</summary>
public sealed class PluginTests
{
    [KubectlFact]
    public async Task Kubectl_finds_it_and_hands_its_options_on()
    {
        await using var cluster = await StatusCluster.StartAsync();
        await cluster.AddAsync("n1", StatusNode.Good, true, ("192.0.2.1", "Established"));
        using var installed = new InstalledProgram("kubectl-frrk8s");
        var shown = await installed.RunAsync(Kubectl.Program!, ["frrk8s", "status", "--kubeconfig", cluster.Kubeconfig, "-n", "frr-k8s-system"]);
        Assert.True(shown.ExitCode == 0, shown.Error);
        Assert.StartsWith("CLUSTER 1 node, all is well; 1 session, 1 up\n", shown.Output, StringComparison.Ordinal);
        var one = await installed.RunAsync(Kubectl.Program!, ["frrk8s", "status", "--kubeconfig", cluster.Kubeconfig, "--node", "n1", "-o", "json"]);
        Assert.True(one.ExitCode == 0, one.Error);
        Assert.Contains("\"node\": \"n1\"", one.Output, StringComparison.Ordinal);
        var listed = await installed.RunAsync(Kubectl.Program!, ["plugin", "list"]);
        Assert.Contains($"{installed.Path}/kubectl-frrk8s", listed.Output, StringComparison.Ordinal);
    }

    [KubectlFact]
    public async Task It_speaks_of_itself_as_kubectl_frrk8s()
    {
        using var installed = new InstalledProgram("kubectl-frrk8s");
        var help = await installed.RunAsync(Kubectl.Program!, ["frrk8s", "status", "--help"]);
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("  kubectl frrk8s status [options]\n", help.Output, StringComparison.Ordinal);
        Assert.Contains("  kubectl frrk8s status --cluster\n", help.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  frrk8s ", help.Output, StringComparison.Ordinal);
        var wrong = await installed.RunAsync(Kubectl.Program!, ["frrk8s", "status", "--nonsense"]);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("see `kubectl frrk8s status --help`", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_itself_it_speaks_of_frrk8s()
    {
        var (code, help, _) = await CommandLine.RunAsync(["status", "--help"]);
        Assert.Equal(0, code);
        Assert.Contains("  frrk8s status [options]\n", help, StringComparison.Ordinal);
        Assert.Contains("[default: repair]", (await CommandLine.RunAsync(["daemon", "--help"])).Out, StringComparison.Ordinal);
        Assert.Contains("'report'", (await CommandLine.RunAsync(["daemon", "--drift-policy", "nonsense"])).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/usr/local/bin/kubectl-frrk8s", "kubectl frrk8s")]
    [InlineData("frrk8s", "frrk8s")]
    [InlineData("/x/kubectl-frrk8s/frrk8s", "frrk8s")]
    [InlineData("kubectl_complete-frrk8s", "kubectl_complete-frrk8s")]
    public void The_name_of_the_file_decides(string path, string name) => Assert.Equal(name, ProgramName.Of(path));
}
