using FrrK8s.FrrParser.Compare;
using FrrK8s.Host.Frr;
using FrrK8s.HostTests.Support;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class FrrTransactionTests : IDisposable
{
    private const string Config = "router bgp 1\n no bgp default ipv4-unicast\n neighbor 1.1.1.1 remote-as 2\n neighbor 1.1.1.1 password s3cret\n neighbor 1.1.1.1 bad\n";

    private readonly FakeInstall _install = new();

    public void Dispose() => _install.Dispose();

    private async Task<ApplyResult> ApplyAsync(FrrSettings? settings = null, string text = Config, string? written = null)
    {
        using var frr = FrrTransaction.Of(settings ?? _install.Settings, TimeProvider.System);
        return await frr.ApplyAsync(
            Wish.For(new ConfigText(text)) with { Written = written is null ? null : new ConfigText(written) }, CancellationToken.None);
    }

    [Fact]
    public async Task A_configuration_is_told_and_read_back()
    {
        var result = await ApplyAsync();
        Assert.Equal(ApplyOutcome.Applied, result.Outcome);
        Assert.EndsWith(" neighbor 1.1.1.1 bad\n", result.Running!.Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_runs_already_is_told_nothing()
    {
        await ApplyAsync();
        var again = await ApplyAsync();
        Assert.True(again.Outcome == ApplyOutcome.Applied, again + string.Concat(again.Refused) + string.Concat(again.Drift));
        Assert.Equal(1, _install.Tellings);
    }

    [Fact]
    public async Task What_was_written_before_and_is_not_wanted_any_more_goes()
    {
        _install.Set("running", "ip route 10.0.0.0/8 192.0.2.1\nip route 10.1.0.0/16 192.0.2.1\n");
        await ApplyAsync(text: "", written: "ip route 10.0.0.0/8 192.0.2.1\n");
        Assert.EndsWith("\nno ip route 10.0.0.0/8 192.0.2.1\n", _install.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_holds_a_secret_is_left_or_readable_by_others()
    {
        _install.Set("tell", "stat -c %a \"$last\" > \"$here/mode\"\n");
        await ApplyAsync();
        Assert.Equal("600\n", File.ReadAllText(System.IO.Path.Combine(_install.Path, "mode")));
        Assert.Equal("vtysh.conf", System.IO.Path.GetFileName(Assert.Single(Directory.EnumerateFiles(_install.Settings.WorkDir))));
    }

    [Fact]
    public async Task What_the_parser_refuses_is_never_told_and_is_named()
    {
        _install.Set("check", "echo 'line 5: % Unknown command[25]:  neighbor 1.1.1.1 bad' >&2; exit 2\n");
        var result = await ApplyAsync();
        Assert.Equal(ApplyOutcome.Refused, result.Outcome);
        Assert.Equal(new RefusedLine(5, "neighbor 1.1.1.1 bad", "Unknown command"), Assert.Single(result.Refused));
        Assert.Equal(0, _install.Tellings);
    }

    [Fact]
    public async Task What_a_daemon_refuses_is_named_with_its_reason_after_a_second_attempt()
    {
        _install.Set("tell", """
            number=$(grep -n bad "$last" | cut -d: -f1); sed -i '/bad/d' "$last"
            echo '% Cannot do that'; echo "line $number: Failure to communicate[13] to bgpd, line:  neighbor 1.1.1.1 bad " >&2

            """);
        var line = Assert.Single((await ApplyAsync()).Refused);
        Assert.Equal(new RefusedLine(5, "neighbor 1.1.1.1 bad", "% Cannot do that"), line);
        Assert.Equal(2, _install.Tellings);
    }

    [Fact]
    public async Task What_is_dropped_without_a_word_is_a_refusal()
    {
        _install.Set("tell", "sed -i '/bad/d' \"$last\"\n");
        var line = Assert.Single((await ApplyAsync()).Refused);
        Assert.Equal("neighbor 1.1.1.1 bad", line.Text);
        Assert.Contains("without a word", line.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_message_holds_a_secret()
    {
        foreach (var script in new[]
        {
            "echo 'Unexpected s3cret'; echo 'neighbor 1.1.1.1 password s3cret' >&2; : > \"$last\"",
            "echo 'line 4: Failure to communicate[13] to bgpd, line:  neighbor 1.1.1.1 password s3cret' >&2; : > \"$last\"",
        })
        {
            _install.Set("tell", script + "\n");
            var result = await ApplyAsync();
            Assert.Equal(ApplyOutcome.Refused, result.Outcome);
            Assert.DoesNotContain("s3cret", result.ToString() + string.Concat(result.Refused), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_inspection_names_what_differs_and_no_secret()
    {
        _install.Set("running", "router bgp 1\n no bgp default ipv4-unicast\n neighbor 1.1.1.1 remote-as 2\n neighbor 1.1.1.1 password 0ther\n neighbor 1.1.1.1 bad\n neighbor 9.9.9.9 remote-as 3\n");
        var drift = (await FrrTransaction.Of(_install.Settings, TimeProvider.System)
            .InspectAsync(Wish.For(new ConfigText(Config)), CancellationToken.None)).Drift;
        Assert.Contains(drift, line => line.Kind == DifferenceKind.Changed && line.Text.Contains("password ***", StringComparison.Ordinal));
        Assert.Contains(drift, line => line.ToString() == "surplus: router bgp 1 / neighbor 9.9.9.9 remote-as 3");
        Assert.DoesNotContain(drift, line => line.Text.Contains("s3cret", StringComparison.Ordinal) || line.Text.Contains("0ther", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_frr_that_is_down_is_unavailable_and_not_a_refusal()
    {
        _install.StopDaemons();
        var result = await ApplyAsync();
        Assert.Equal(ApplyOutcome.Unavailable, result.Outcome);
        Assert.Contains("no daemon answers", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daemon_that_does_not_run_is_named()
    {
        var result = await ApplyAsync(text: "bfd\n profile a\n exit\nexit\n");
        Assert.Equal(ApplyOutcome.Unavailable, result.Outcome);
        Assert.Contains("bfdd does not answer", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_that_hang_are_killed_at_their_deadline()
    {
        _install.Set("tell", "sleep 30\n");
        var result = await ApplyAsync(_install.Settings with { ApplyDeadline = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(ApplyOutcome.Unavailable, result.Outcome);
        Assert.Contains("did not end within 0.3 s", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_one_process_changes_an_frr_at_a_time()
    {
        using var other = new FrrLock(_install.Path);
        Assert.True(other.TryHold());
        var result = await ApplyAsync();
        Assert.Equal(ApplyOutcome.Unavailable, result.Outcome);
        Assert.Contains("another process is changing the FRR", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_in_the_place_of_a_lock_is_another_lock()
    {
        using var folder = new TempFolder();
        var place = System.IO.Path.Combine(folder.Path, "frr");
        using var first = new FrrLock(place);
        using var second = new FrrLock(place);
        Directory.CreateDirectory(place);
        Assert.True(first.TryHold());
        Assert.False(second.TryHold());
        Assert.True(first.TryHold());
        Directory.Delete(place, recursive: true);
        Directory.CreateDirectory(place);
        Assert.True(second.TryHold());
        Assert.False(first.TryHold());
    }

    [Theory]
    [InlineData("ip prefix-list a'b seq 5 permit 10.0.0.0/24")]
    [InlineData("ip prefix-list a seq 5 permit 10.0.0.0/24 | include x")]
    [InlineData("route-map a permit 1\n description LONG\nexit")]
    public async Task What_would_end_or_hang_frr_is_never_told_nor_checked(string text)
    {
        _install.Set("check", "exit 7\n");
        var result = await ApplyAsync(text: text.Replace("LONG", new string('é', 2100), StringComparison.Ordinal) + "\n");
        Assert.Equal(ApplyOutcome.Refused, result.Outcome);
        Assert.Single(result.Refused);
        Assert.Equal((0, 0), (result.Told, _install.Tellings));
    }

    [Fact]
    public async Task A_check_that_ends_without_naming_a_line_is_no_refusal()
    {
        _install.Set("check", "echo 'vtysh: not today' >&2; exit 1\n");
        var result = await ApplyAsync();
        Assert.Equal((ApplyOutcome.Unavailable, 0), (result.Outcome, _install.Tellings));
        Assert.Contains("not today", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daemon_that_hangs_and_that_nobody_needs_keeps_nothing_from_the_others()
    {
        _install.AddHungDaemon("bfdd");
        var result = await ApplyAsync(_install.Settings with { QueryDeadline = TimeSpan.FromMilliseconds(500) });
        Assert.Equal(ApplyOutcome.Applied, result.Outcome);
        Assert.Equal("bfdd did not answer in time, and was not told", result.Unheard);
        Assert.EndsWith(" neighbor 1.1.1.1 bad\n", result.Running!.Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_frr_is_told_what_is_missing()
    {
        var nowhere = _install.Settings with { BinDir = "/nonexistent" };
        Assert.Equal(
            "FRR is not installed: there is no `/nonexistent/vtysh` (package frr)", (await ApplyAsync(nowhere)).Message);
    }

    [Fact]
    public void A_configuration_text_does_not_print()
    {
        Assert.Equal("***", new ConfigText(Config).ToString());
        Assert.DoesNotContain("s3cret", ApplyResult.Applied(new ConfigText(Config)).ToString(), StringComparison.Ordinal);
    }
}
