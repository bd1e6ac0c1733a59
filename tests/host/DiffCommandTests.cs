using System.Text.Json;
using FrrK8s.HostTests.Support;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class DiffCommandTests : IDisposable
{
    private const string Intended = """
        router bgp 64512
         neighbor 10.0.0.1 remote-as 64513
         neighbor 10.0.0.1 password s3cret
         neighbor 10.0.0.1 timers 30 90
        exit

        """;

    private const string Running = """
        ip route 192.0.2.0/24 Null0
        router bgp 64512
         neighbor 10.0.0.1 remote-as 64513
         neighbor 10.0.0.1 timers 3 9
         neighbor 10.0.0.2 remote-as 64513
        exit

        """;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Differences_stand_in_their_context_with_the_lines_of_both_sides()
    {
        var (code, output, error) = await DiffAsync();
        Assert.Equal((1, ""), (code, error));
        Assert.StartsWith($"--- {_temp.File("running")} (running)\n+++ {_temp.File("intended")} (intended)\n", output, StringComparison.Ordinal);
        Assert.Contains("         router bgp 64512\n", output, StringComparison.Ordinal);
        Assert.Contains("-     4   neighbor 10.0.0.1 timers 3 9\n+     4   neighbor 10.0.0.1 timers 30 90\n", output, StringComparison.Ordinal);
        Assert.Contains("+     3   neighbor 10.0.0.1 password ***\n", output, StringComparison.Ordinal);
        Assert.Contains("-     5   neighbor 10.0.0.2 remote-as 64513\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("ip route", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_runs_counts_in_the_sections_that_are_owned()
    {
        Assert.Contains("-     1  ip route", (await DiffAsync("--own", "static,bgp")).Out, StringComparison.Ordinal);
        Assert.Contains("-     1  ip route", (await DiffAsync("--own", "all")).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.2", (await DiffAsync("--own", "bfd")).Out, StringComparison.Ordinal);
        var (code, _, error) = await DiffAsync("--own", "bgp,foo");
        Assert.Equal(2, code);
        Assert.StartsWith("error: --own: `foo` is no section; allowed are bgp, prefix-list, ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_says_the_same_and_shows_no_password()
    {
        var (code, output, _) = await DiffAsync("-o", "json");
        Assert.Equal(1, code);
        Assert.DoesNotContain("s3cret", output, StringComparison.Ordinal);
        var json = JsonElement.Parse(output);
        Assert.False(json.GetProperty("equal").GetBoolean());
        var changed = json.GetProperty("differences").EnumerateArray().Single(one => one.GetProperty("kind").GetString() == "changed");
        Assert.Equal("router bgp 64512", changed.GetProperty("context")[0].GetString());
        Assert.Equal(4, changed.GetProperty("running").GetProperty("line").GetInt32());
        Assert.Equal("neighbor 10.0.0.1 timers 30 90", changed.GetProperty("intended").GetProperty("text").GetString());
        var surplus = json.GetProperty("differences").EnumerateArray().First(one => one.GetProperty("kind").GetString() == "surplus");
        Assert.Equal(JsonValueKind.Null, surplus.GetProperty("intended").ValueKind);
    }

    [Fact]
    public async Task The_commands_have_the_passwords_and_lead_to_the_intended_configuration()
    {
        var (code, commands, _) = await DiffAsync("--commands");
        Assert.Equal(1, code);
        Assert.Contains(" neighbor 10.0.0.1 password s3cret\n", commands, StringComparison.Ordinal);
        _temp.Write("after", $"{Running}\n{commands}");
        Assert.Equal((0, "", ""), await CommandLine.RunAsync(["diff", _temp.File("intended"), _temp.File("after")]));
        Assert.Equal((0, "", ""), await CommandLine.RunAsync(["diff", _temp.File("intended"), _temp.File("after"), "--commands"]));
    }

    [Fact]
    public async Task Another_spelling_order_and_layout_is_no_difference()
    {
        var (code, output, error) = await CommandLine.RunAsync(
            ["diff", "-", _temp.Write("b", "router bgp 1\nneighbor fc00::1 remote-as 2\n")],
            "! x\nrouter bgp 1\n  neighbor FC00:0::1   remote-as 2\n!\nexit\n");
        Assert.Equal((0, "", ""), (code, output, error));
    }

    [Fact]
    public async Task Two_standard_inputs_folders_and_two_forms_are_mistakes_of_the_command_line()
    {
        var file = _temp.Write("a", Intended);
        foreach (var arguments in new string[][] { ["-", "-"], [file, _temp.Path], [file, _temp.File("none")], [file], [file, "-", "--commands", "-o", "json"] })
        {
            var (code, _, error) = await CommandLine.RunAsync(["diff", .. arguments]);
            Assert.Equal(2, code);
            Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_terminal_gets_colours_and_everybody_else_none()
    {
        var (intended, running) = (_temp.Write("intended", Intended), _temp.Write("running", Running));
        Assert.Contains("\e[31m-     4 ", (await CommandLine.RunColoredAsync(["diff", intended, running])).Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', (await DiffAsync()).Out);
    }

    private Task<(int Code, string Out, string Error)> DiffAsync(params string[] options) =>
        CommandLine.RunAsync(["diff", _temp.Write("intended", Intended), _temp.Write("running", Running), .. options]);
}
