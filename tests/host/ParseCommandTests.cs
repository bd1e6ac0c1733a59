using System.Text;
using System.Text.Json;
using FrrK8s.HostTests.Support;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class ParseCommandTests : IDisposable
{
    private const string Text = """
        frr version 8.4.4
        ! who we talk to
        router bgp 64512
        neighbor 10.0.0.1 remote-as 64513
         neighbor 10.0.0.1 password s3cret
         frobnicate 7
         address-family ipv4 unicast
          neighbor 10.0.0.1 activate
         exit-address-family
        exit
        strange thing

        """;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_tree_is_indented_by_context_and_says_how_far_each_statement_is_understood()
    {
        var (code, output, error) = await CommandLine.RunAsync(["parse", "-"], Text);
        Assert.Equal((0, ""), (code, error));
        Assert.Matches("(?m)^ +2 {28}! who we talk to$", output);
        Assert.Matches("(?m)^ +3  modelled  bgp +router bgp 64512$", output);
        Assert.Matches(@"(?m)^ +4  modelled  bgp {15}neighbor 10\.0\.0\.1 remote-as 64513$", output);
        Assert.Matches("(?m)^ +6  opaque    bgp {15}frobnicate 7$", output);
        Assert.Matches(@"(?m)^ +8  modelled  bgp {17}neighbor 10\.0\.0\.1 activate$", output);
        Assert.Matches("(?m)^ +11  opaque    other +strange thing$", output);
        Assert.Matches(@"(?m)^all +8 +\d +\d +2 +75\.0 %$", output);
    }

    [Fact]
    public async Task No_form_of_the_output_shows_a_password()
    {
        foreach (var form in new string[][] { [], ["-o", "json"], ["--check"], ["--check", "-o", "json"] })
        {
            var (code, output, error) = await CommandLine.RunAsync(["parse", "-", .. form], Text);
            Assert.Equal(0, code);
            Assert.DoesNotContain("s3cret", output + error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Check_prints_an_object_a_file_with_the_coverage_of_every_chapter()
    {
        var one = _temp.Write("one.conf", Text);
        var two = _temp.Write("two.conf", "ip prefix-list a seq 5 permit any\nroute-map a permit 10\n frobnicate\n");
        var (code, output, _) = await CommandLine.RunAsync(["parse", "--check", "-o", "json", one, two]);
        Assert.Equal(0, code);
        var lines = output.TrimEnd('\n').Split('\n').Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal([one, two], lines.Select(line => line.GetProperty("file").GetString()));
        Assert.All(lines, line => Assert.True(line.GetProperty("roundTrips").GetBoolean()));
        var maps = lines[1].GetProperty("chapters").GetProperty("route-map");
        Assert.Equal((2, 1), (maps.GetProperty("statements").GetInt32(), maps.GetProperty("opaque").GetInt32()));
        Assert.Equal(1, lines[0].GetProperty("chapters").GetProperty("other").GetProperty("opaque").GetInt32());
        Assert.Equal(0, lines[0].GetProperty("chapters").GetProperty("bfd").GetProperty("statements").GetInt32());
    }

    [Theory]
    [InlineData("")]
    [InlineData("EFBBBF66727220")]
    [InlineData("726F75746572206267702031FF0D0D0A00")]
    [InlineData("C3280A80FE")]
    [InlineData("EDA0800A")]
    public async Task Any_bytes_are_read_and_printed_back(string hex)
    {
        var file = _temp.File("bytes.conf");
        await File.WriteAllBytesAsync(file, Convert.FromHexString(hex));
        foreach (var form in new string[][] { [], ["-o", "json"], ["--check"], ["--check", "-o", "json"] })
        {
            Assert.Equal(0, (await CommandLine.RunAsync(["parse", file, .. form])).Code);
        }
    }

    [Fact]
    public async Task All_bytes_at_random_are_read_and_printed_back()
    {
        var random = new Random(1);
        var files = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            files.Add(_temp.File($"{i}.conf"));
            await File.WriteAllBytesAsync(files[^1], [.. bytes, .. Encoding.UTF8.GetBytes("\nrouter bgp 1\n\tneighbor ä x\r\n exit")]);
        }

        var (code, output, _) = await CommandLine.RunAsync(["parse", "--check", .. files]);
        Assert.Equal(0, code);
        Assert.DoesNotContain("does not", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_cannot_move_the_cursor_of_the_terminal()
    {
        var (_, output, _) = await CommandLine.RunAsync(["parse", "-"], "hostname a\e[2Jb\n! \u009b31m\n");
        Assert.DoesNotContain(output, character => character != '\n' && char.IsControl(character));
    }

    [Fact]
    public async Task Folders_missing_files_and_two_files_without_check_are_mistakes_of_the_command_line()
    {
        var file = _temp.Write("a.conf", Text);
        foreach (var arguments in new string[][] { [_temp.Path], ["--check", _temp.File("none")], [file, file], [] })
        {
            var (code, _, error) = await CommandLine.RunAsync(["parse", .. arguments]);
            Assert.Equal(2, code);
            Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        }
    }
}
