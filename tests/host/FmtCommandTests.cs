using System.Text;
using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.HostTests.Support;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class FmtCommandTests : IDisposable
{
    private const string Messy = """
        Building configuration...

        hostname   r1
        log syslog

        ip prefix-list a permit any
        !
        !
        ! the neighbors
        router bgp 1
        neighbor  10.0.0.1   remote-as 2
                ! active
           address-family ipv4 unicast
             neighbor 10.0.0.1 activate
         no bgp network import-check
        !
        ! what they are told
        route-map a permit 10
        vrf red
           vni 7
          exit
        bfd
         profile p
           detect-multiplier 4
        router ospf
          network 10.0.0.0/8 area 0
        line vty
        """;

    private const string Tidy = """
        hostname r1
        log syslog
        !
        ip prefix-list a permit any
        !
        ! the neighbors
        router bgp 1
         neighbor 10.0.0.1 remote-as 2
         ! active
         address-family ipv4 unicast
          neighbor 10.0.0.1 activate
         exit-address-family
         no bgp network import-check
        exit
        !
        ! what they are told
        route-map a permit 10
        exit
        !
        vrf red
         vni 7
        exit-vrf
        !
        bfd
         profile p
          detect-multiplier 4
         exit
         !
        exit
        !
        router ospf
         network 10.0.0.0/8 area 0
        exit
        !
        line vty
        exit
        !

        """;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_layout_is_that_of_FRR_and_the_words_stay()
    {
        Assert.Equal((0, Tidy, ""), await CommandLine.RunAsync(["fmt"], Messy));
        Assert.Equal((0, Tidy, ""), await CommandLine.RunAsync(["fmt", "-"], Tidy));
        Assert.Equal((0, Tidy, ""), await CommandLine.RunAsync(["fmt", "-"], Messy.Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_address_family_is_set_off_as_FRR_does()
    {
        var text = "router bgp 1\n neighbor 10.0.0.1 remote-as 2\n !\n address-family ipv4 unicast\n exit-address-family\nexit\n!\nend\n";
        Assert.Equal((0, text, ""), await CommandLine.RunAsync(["fmt"], text));
        Assert.Equal((0, text, ""), await CommandLine.RunAsync(["fmt"], "router bgp 1\nneighbor 10.0.0.1 remote-as 2\naddress-family ipv4 unicast\nend"));
    }

    [Fact]
    public async Task A_second_time_changes_nothing_and_the_meaning_never_does()
    {
        string[] words =
        [
            "router bgp 1", " address-family ipv4 unicast", "  neighbor 10.0.0.1 activate", "neighbor 10.0.0.1 remote-as 2", "exit", "quit", "end",
            "exit-address-family", "exit-vrf", "vrf red", " vni 7", "!", " !", "! note", "   # note", "", "bfd", " profile p", "route-map a permit 10",
            "\r", "bfd\r\r", "\rrouter bgp 1", " match tag 3", "router ospf", "  area 0 thing", "foo  bar", "interface eth0 ", "ip address 10.0.0.1/8", "rpki", "vnc defaults",
        ];
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Join('\n', random.GetItems(words, random.Next(14)));
            var once = CanonicalLayout.Of(Document.Parse(text));
            Assert.Equal(once, CanonicalLayout.Of(Document.Parse(once)));
            var difference = Comparison.Of(Document.Parse(text.Replace("\r", "", StringComparison.Ordinal)), Document.Parse(once), new Ownership(Section.All));
            Assert.True(difference.IsEmpty, $"{text}\n---\n{once}\n---\n{string.Join('\n', difference.Differences)}");
        }

        Assert.Equal((0, ""), ((await CommandLine.RunAsync(["fmt"], "\n\n!\n")).Code, (await CommandLine.RunAsync(["fmt"], "\n\n!\n")).Out));
    }

    [Theory]
    [InlineData("\uFEFF\uFEFFbfd\r\r\n\rprofile\rp\r\n")]
    [InlineData(" bfd \t\n\t \r profile  p")]
    public async Task Carriage_returns_and_byte_order_marks_say_nothing(string text) =>
        Assert.Equal((0, "bfd\n profile p\n exit\n !\nexit\n!\n", ""), await CommandLine.RunAsync(["fmt"], text));

    [Fact]
    public async Task Check_says_whether_and_write_makes_it_so()
    {
        var file = _temp.Write("frr.conf", Messy);
        var (code, output, error) = await CommandLine.RunAsync(["fmt", "--check", file]);
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"`{file}` is not in FRR's layout", error, StringComparison.Ordinal);
        Assert.Equal((0, "", ""), await CommandLine.RunAsync(["fmt", "--write", file]));
        Assert.Equal(Tidy, await File.ReadAllTextAsync(file));
        Assert.Equal((0, "", ""), await CommandLine.RunAsync(["fmt", "--check", file]));
    }

    [Fact]
    public async Task A_file_that_is_no_UTF_8_keeps_its_bytes()
    {
        var file = _temp.File("latin.conf");
        await File.WriteAllBytesAsync(file, Encoding.Latin1.GetBytes("hostname  grün\n"));
        Assert.Equal(0, (await CommandLine.RunAsync(["fmt", "--write", file])).Code);
        Assert.Equal("hostname grün\n", await File.ReadAllTextAsync(file, Encoding.Latin1));
    }

    [Fact]
    public async Task Writing_the_standard_input_and_two_wishes_are_mistakes_of_the_command_line()
    {
        foreach (var arguments in new string[][] { ["--write"], ["--write", "--check", _temp.Write("a", Tidy)], [_temp.Path], [_temp.File("none")] })
        {
            var (code, _, error) = await CommandLine.RunAsync(["fmt", .. arguments]);
            Assert.Equal(2, code);
            Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        }
    }
}
