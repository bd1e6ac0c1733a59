using System.Text.Json;
using FrrK8s.HostTests.Support;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class CliTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Render_prints_the_configuration_of_all_that_is_accepted()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1", extra: ", password: s3cret"));
        _temp.Write("b.yaml", Manifests.Neighbor("b", "10.0.0.2"));
        var (code, output, error) = await CommandLine.RunAsync(["render", "-f", _temp.Path, "--hostname", "h1"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("hostname h1\n", output, StringComparison.Ordinal);
        Assert.Contains(" neighbor 10.0.0.1 password s3cret\n", output, StringComparison.Ordinal);
        Assert.Contains(" neighbor 10.0.0.2 remote-as 64513\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_goes_on_with_the_rest_when_something_is_refused()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        _temp.Write("b.yaml", Manifests.Neighbor("b", "10.0.0.2", asn: -1));
        _temp.Write("c.yaml", "a: [");
        var (code, output, error) = await CommandLine.RunAsync(["render", "-f", _temp.Path]);
        Assert.Equal(1, code);
        Assert.Contains(" neighbor 10.0.0.1 remote-as 64513\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.2", output, StringComparison.Ordinal);
        Assert.Contains("refused: test/b: spec.bgp.routers[0].neighbors[0].asn: ", error, StringComparison.Ordinal);
        Assert.Contains("b.yaml:9:33)", error, StringComparison.Ordinal);
        Assert.Matches(@"c\.yaml:\d+:\d+: this is not YAML", error);
    }

    [Fact]
    public async Task A_conflict_names_both_objects_with_path_value_and_place()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1", extra: ", port: 180"));
        _temp.Write("b.yaml", Manifests.Neighbor("b", "10.0.0.1", extra: ", port: 181"));
        var (code, _, error) = await CommandLine.RunAsync(["render", "-f", _temp.Path]);
        Assert.Equal(1, code);
        Assert.Contains("conflict: test/b: ", error, StringComparison.Ordinal);
        Assert.Contains($"  test/a spec.bgp.routers[0].neighbors[0].port = 180 ({_temp.File("a.yaml")}:9:", error, StringComparison.Ordinal);
        Assert.Contains($"  test/b spec.bgp.routers[0].neighbors[0].port = 181 ({_temp.File("b.yaml")}:9:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_name_in_two_files_is_one_object_or_an_error_with_both_places()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        _temp.Write("b.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        Assert.Equal(0, (await CommandLine.RunAsync(["render", "-f", _temp.Path])).Code);
        _temp.Write("b.yaml", Manifests.Neighbor("a", "10.0.0.2"));
        var (code, _, error) = await CommandLine.RunAsync(["render", "-f", _temp.Path]);
        Assert.Equal(1, code);
        Assert.Contains("refused: test/a: ", error, StringComparison.Ordinal);
        Assert.Contains($"{_temp.File("a.yaml")}:", error, StringComparison.Ordinal);
        Assert.Contains($"{_temp.File("b.yaml")}:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_document_with_configuration_objects_and_problems()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1") + "---\nkind: Foo\n");
        var (code, output, error) = await CommandLine.RunAsync(["render", "-f", _temp.Path, "-o", "json"]);
        Assert.Equal((1, ""), (code, error));
        var json = JsonElement.Parse(output);
        Assert.Contains("10.0.0.1", json.GetProperty("config").GetString(), StringComparison.Ordinal);
        Assert.Equal("accepted", json.GetProperty("objects")[0].GetProperty("verdict").GetString());
        Assert.Contains("`Foo`", json.GetProperty("problems")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "render")]
    [InlineData(2, "foo")]
    [InlineData(2, "render", "-f", "/nonexistent/file")]
    [InlineData(2, "render", "-f", "-", "--log-level", "loud")]
    [InlineData(2, "render", "-f", "-", "--always-block", "10.0.0.0/33")]
    [InlineData(2, "render", "-f", "-", "--node-labels", "novalue")]
    [InlineData(2, "render", "-f", "-", "--fallback-router-id", "1.2.3")]
    [InlineData(2, "render", "-f", "-", "--conflict-policy", "panic")]
    [InlineData(2, "render", "-f", "-", "-o", "xml")]
    [InlineData(2, "explain", "10.9.9.9", "-f", "-")]
    [InlineData(2, "daemon")]
    [InlineData(2, "daemon", "--config-dir", "/tmp", "--state-dir", "/tmp", "--apply-timeout", "0")]
    [InlineData(2, "daemon", "--config-dir", "/tmp", "--state-dir", "/tmp", "--node-name", "a/b")]
    [InlineData(2, "daemon", "--config-dir", "/tmp", "--state-dir", "/proc/nothing")]
    [InlineData(0, "render", "-f", "-")]
    [InlineData(0, "render", "--help")]
    [InlineData(0, "--help")]
    [InlineData(0, "render", "-f", "-", "--node-labels", "a=b,c=", "--always-block", "10.0.0.0/8, fc00::/7", "--fallback-router-id", "1.2.3.4")]
    public async Task Exit_codes_tell_usage_from_refusal(int expected, params string[] arguments)
    {
        var (code, _, error) = await CommandLine.RunAsync(arguments, Manifests.Neighbor("a", "10.0.0.1"));
        Assert.Equal(expected, code);
        Assert.Equal(expected != 0, error.Length > 0);
    }

    [Fact]
    public async Task Explain_comments_stand_on_lines_of_their_own()
    {
        var (_, plain, _) = await CommandLine.RunAsync(["render", "-f", "-"], Manifests.Neighbor("a", "10.0.0.1"));
        var (_, explained, _) = await CommandLine.RunAsync(["render", "-f", "-", "--explain"], Manifests.Neighbor("a", "10.0.0.1"));
        Assert.Contains("! from test/a spec.bgp.routers[0].neighbors[0].asn\n neighbor 10.0.0.1 remote-as 64513\n", explained, StringComparison.Ordinal);
        Assert.Equal(plain, string.Concat(explained.Split('\n').Where(line => !line.StartsWith('!')).Select(line => line + "\n"))[..^1]);
    }

    [Fact]
    public async Task Explain_finds_a_line_its_number_and_a_neighbor_and_shows_no_password()
    {
        var manifest = Manifests.Neighbor("a", "10.0.0.1", extra: ", password: s3cret");
        var (_, text, _) = await CommandLine.RunAsync(["render", "-f", "-"], manifest);
        var number = text.Split('\n').TakeWhile(line => !line.Contains("password", StringComparison.Ordinal)).Count() + 1;
        foreach (var subject in new[] { $"{number}", " neighbor 10.0.0.1 password s3cret", "10.0.0.1" })
        {
            var (code, output, _) = await CommandLine.RunAsync(["explain", subject, "-f", "-"], manifest);
            Assert.Equal(0, code);
            Assert.Contains($"{number}:  neighbor 10.0.0.1 password ***", output, StringComparison.Ordinal);
            Assert.Contains("test/a spec.bgp.routers[0].neighbors[0].password", output, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("yaml")]
    [InlineData("json")]
    public async Task Merge_shows_each_value_with_its_source_and_no_password(string form)
    {
        var (code, output, _) = await CommandLine.RunAsync(
            ["merge", "-f", "-", "-o", form], Manifests.Neighbor("a", "10.0.0.1", extra: ", password: s3cret"));
        Assert.Equal(0, code);
        Assert.Contains("test/a", output, StringComparison.Ordinal);
        Assert.Contains("***", output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_gives_a_line_an_object_and_a_count()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        _temp.Write("b.yaml", Manifests.Neighbor("b", "10.0.0.2", asn: -1));
        var (code, output, _) = await CommandLine.RunAsync(["validate", "-f", _temp.Path]);
        Assert.Equal(1, code);
        Assert.Equal(
            "test/a: accepted\ntest/b: refused\n1 accepted, 1 refused, 0 not for this node, 0 unreadable\n", output);
    }

    [Fact]
    public async Task A_node_manifest_gives_the_labels_and_the_options_win()
    {
        _temp.Write("n.yaml", "apiVersion: v1\nkind: Node\nmetadata: {name: n1, labels: {role: worker}}\n");
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1") + "  nodeSelector: {matchLabels: {role: worker}}\n");
        Assert.Contains("10.0.0.1", (await CommandLine.RunAsync(["render", "-f", _temp.Path])).Out, StringComparison.Ordinal);
        var other = await CommandLine.RunAsync(["render", "-f", _temp.Path, "--node-labels", "role=control"]);
        Assert.DoesNotContain("10.0.0.1", other.Out, StringComparison.Ordinal);
        _temp.Write("m.yaml", "apiVersion: v1\nkind: Node\nmetadata: {name: n2}\n");
        Assert.Contains("say which one with --node-name", (await CommandLine.RunAsync(["render", "-f", _temp.Path])).Error, StringComparison.Ordinal);
        var second = await CommandLine.RunAsync(["render", "-f", _temp.Path, "--node-name", "n2"]);
        Assert.DoesNotContain("10.0.0.1", second.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_comes_from_a_secret_of_another_file()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1", extra: ", passwordSecret: {name: s}"));
        var secret = "apiVersion: v1\nkind: Secret\ntype: kubernetes.io/basic-auth\nmetadata: {name: s, namespace: test}\nstringData: {password: s3cret}\n";
        Assert.Equal(1, (await CommandLine.RunAsync(["render", "-f", _temp.File("a.yaml")])).Code);
        var (code, output, error) = await CommandLine.RunAsync(
            ["render", "-f", _temp.File("a.yaml"), "--secrets", "-"], secret);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("password s3cret", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frozen_node_gets_no_configuration()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        _temp.Write("b.yaml", Manifests.Neighbor("b", "10.0.0.1", asn: 7));
        var (code, output, error) = await CommandLine.RunAsync(["render", "-f", _temp.Path, "--conflict-policy", "freeze"]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("frozen: ", error, StringComparison.Ordinal);
    }
}
