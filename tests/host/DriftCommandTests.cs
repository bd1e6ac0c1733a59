using System.Text.Json;
using FrrK8s.HostTests.Support;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class DriftCommandTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_node_that_runs_what_is_rendered_has_no_drift()
    {
        var running = _temp.Write("running", await RenderAsync());
        Assert.Equal((0, "", ""), await DriftAsync(running));
        Assert.Equal((0, "", ""), await CommandLine.RunAsync(["drift", "-f", _temp.File("a.yaml"), "--", running]));
        Assert.Equal((0, "", ""), await CommandLine.RunAsync(["drift", "-f", _temp.File("a.yaml"), running]));
    }

    [Fact]
    public async Task A_difference_names_the_objects_that_want_the_line()
    {
        var running = _temp.Write("running", (await RenderAsync()).Replace("remote-as 64513", "remote-as 64599", StringComparison.Ordinal));
        var (code, output, error) = await DriftAsync(running);
        Assert.Equal((1, ""), (code, error));
        Assert.Matches(@"- +\d+   neighbor 10\.0\.0\.1 remote-as 64599\n\+ +\d+   neighbor 10\.0\.0\.1 remote-as 64513\n", output);
        Assert.Contains("! from test/a spec.bgp.routers[0].neighbors[0].asn\n", output, StringComparison.Ordinal);
        var json = JsonElement.Parse((await DriftAsync(running, "-o", "json")).Out);
        var wanted = json.GetProperty("differences")[0].GetProperty("wantedBy")[0];
        Assert.Equal("test/a", wanted.GetProperty("object").GetString());
        Assert.Equal("spec.bgp.routers[0].neighbors[0].asn", wanted.GetProperty("path").GetString());
    }

    [Fact]
    public async Task The_commands_have_the_passwords_and_nothing_else_does()
    {
        var text = await RenderAsync();
        var running = _temp.Write("running", text.Replace("s3cret", "0ther", StringComparison.Ordinal));
        Assert.Contains("password s3cret\n", (await DriftAsync(running, "--commands")).Out, StringComparison.Ordinal);
        foreach (var form in new string[][] { [], ["-o", "json"] })
        {
            var (code, output, error) = await DriftAsync(running, form);
            Assert.Equal((1, ""), (code, error));
            Assert.DoesNotContain("s3cret", output, StringComparison.Ordinal);
            Assert.DoesNotContain("0ther", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("***")]
    [InlineData("<retracted>")]
    public async Task A_masked_password_of_a_status_is_equal_to_any(string mask)
    {
        var running = (await RenderAsync()).Replace("s3cret", mask, StringComparison.Ordinal);
        var yaml = _temp.Write("state.yaml", State("node", running));
        Assert.Equal((0, "", ""), await DriftAsync(yaml));
        var json = _temp.Write("state", $$$"""{"apiVersion":"frrk8s.metallb.io/v1beta1","kind":"FRRNodeState","metadata":{"name":"n"},"status":{"runningConfig":{{{JsonSerializer.Serialize(running)}}}}}""");
        Assert.Equal((0, "", ""), await DriftAsync(json));
        _temp.Write("state.yaml", State("node", string.Concat(running.Split('\n').Where(line => !line.Contains("password", StringComparison.Ordinal)).Select(line => line + "\n"))));
        var (code, output, _) = await DriftAsync(yaml);
        Assert.Equal(1, code);
        Assert.Contains("neighbor 10.0.0.1 password ***\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_commands_are_made_of_masked_passwords()
    {
        var state = _temp.Write("state.yaml", State("node", (await RenderAsync()).Replace("s3cret", "***", StringComparison.Ordinal)));
        var (code, output, error) = await DriftAsync(state, "--commands");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("error: --commands: the passwords in `", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_states_the_one_of_the_node_is_taken()
    {
        var running = await RenderAsync();
        var states = _temp.Write("states.yaml", $"{State("n1", running)}---\n{State("n2", "hostname x\n")}");
        Assert.Equal(2, (await DriftAsync(states)).Code);
        Assert.Equal(0, (await DriftAsync(states, "--node-name", "n1")).Code);
        Assert.Equal(1, (await DriftAsync(states, "--node-name", "n2")).Code);
    }

    [Fact]
    public async Task What_cannot_be_compared_is_said_in_one_line()
    {
        var manifest = _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1"));
        foreach (var arguments in new string[][]
        {
            [], ["-"], ["-", "-f", "-"], ["-f", manifest], ["-f", manifest, manifest], [_temp.File("none"), "-f", manifest], [_temp.Path, "-f", manifest],
            [manifest, "-f", manifest, "--vtysh"], ["-f", manifest, "--vtysh", "--vty-socket", _temp.File("none")],
            [_temp.Write("state.yaml", State("n", "").Replace("runningConfig", "other", StringComparison.Ordinal)), "-f", manifest],
        })
        {
            var (code, _, error) = await CommandLine.RunAsync(["drift", .. arguments]);
            Assert.True(code == 2, string.Join(' ', arguments));
            Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_vtysh_says_is_compared_and_when_it_fails_that_is_said()
    {
        using var install = new FakeInstall();
        install.Set("running", $"!\n{await RenderAsync()}end\n");
        var settings = install.Settings;
        string[] live =
            ["drift", "-f", _temp.File("a.yaml"), "--vtysh", "--vty-socket", settings.VtySocket];
        Assert.Equal((0, "", ""), await CommandLine.RunAsync(live));
        install.StopDaemons();
        var (code, output, error) = await CommandLine.RunAsync(live);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"error: --vtysh: FRR is not running: no daemon answers in `{settings.VtySocket}`", error, StringComparison.Ordinal);
    }

    private static string State(string name, string running) =>
        $"apiVersion: frrk8s.metallb.io/v1beta1\nkind: FRRNodeState\nmetadata:\n  name: {name}\nstatus:\n  runningConfig: |\n"
        + string.Concat(running.Split('\n').Select(line => $"    {line}\n"));

    private async Task<string> RenderAsync()
    {
        var file = _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1", extra: ", password: s3cret"));
        return (await CommandLine.RunAsync(["render", "-f", file])).Out;
    }

    private Task<(int Code, string Out, string Error)> DriftAsync(string running, params string[] options) =>
        CommandLine.RunAsync(["drift", running, "-f", _temp.File("a.yaml"), .. options]);
}
