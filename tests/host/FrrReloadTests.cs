using FrrK8s.Host.Frr;
using FrrK8s.HostTests.Support;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class FrrReloadTests : IDisposable
{
    private const string Config = "router bgp 1\n neighbor 1.1.1.1 password s3cret\n neighbor 1.1.1.1 bad\n";

    private readonly FakeInstall _install = new();

    public void Dispose() => _install.Dispose();

    private Task<ApplyResult> ApplyAsync(FrrSettings? settings = null) =>
        new FrrReload(settings ?? _install.Settings, new ProcessRunner(TimeProvider.System))
            .ApplyAsync(new ConfigText(Config), CancellationToken.None);

    [Fact]
    public async Task A_configuration_is_checked_applied_and_read_back()
    {
        var result = await ApplyAsync();
        Assert.Equal(ApplyOutcome.Applied, result.Outcome);
        Assert.Equal(Config, _install.Running);
        Assert.EndsWith(Config, result.Running!.Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_candidate_is_readable_by_its_owner_only()
    {
        await ApplyAsync();
        foreach (var path in Directory.EnumerateFiles(_install.Settings.WorkDir))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(path));
        }

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Mode(_install.Settings.WorkDir));

        static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
    }

    [Fact]
    public async Task What_the_parser_refuses_is_never_applied_and_named_by_line()
    {
        _install.Set("check", "echo 'line 3: % Unknown command[25]:  neighbor 1.1.1.1 bad' >&2; exit 2\n");
        var result = await ApplyAsync();
        Assert.Equal(ApplyOutcome.Refused, result.Outcome);
        Assert.Equal(new RefusedLine(3, "neighbor 1.1.1.1 bad", "Unknown command"), Assert.Single(result.Refused));
        Assert.Equal(0, _install.Reloads);
    }

    [Fact]
    public async Task What_a_daemon_refuses_is_named_with_its_reason()
    {
        _install.Set(
            "reload",
            "echo '% Cannot do that'; echo 'line 9: Failure to communicate[13] to bgpd, line:  neighbor 1.1.1.1 bad ' >&2; exit 1\n");
        var line = Assert.Single((await ApplyAsync()).Refused);
        Assert.Equal(new RefusedLine(0, "neighbor 1.1.1.1 bad", "% Cannot do that"), line);
    }

    [Fact]
    public async Task No_message_holds_a_secret()
    {
        foreach (var script in new[]
        {
            "echo 'Unexpected s3cret'; echo 'neighbor 1.1.1.1 password s3cret' >&2; exit 1",
            "echo 'line 2: Failure to communicate[13] to bgpd, line:  neighbor 1.1.1.1 password s3cret' >&2; exit 1",
            "echo 'line 2: % Unknown command[25]: neighbor 1.1.1.1 password s3cret' >&2; echo s3cret; exit 1",
        })
        {
            _install.Set("reload", script);
            var result = await ApplyAsync();
            Assert.Equal(ApplyOutcome.Refused, result.Outcome);
            Assert.DoesNotContain("s3cret", result.ToString() + string.Concat(result.Refused), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_frr_that_is_down_is_unavailable_and_not_a_refusal()
    {
        _install.Set("down", "");
        var result = await ApplyAsync();
        Assert.Equal(ApplyOutcome.Unavailable, result.Outcome);
        Assert.Contains("FRR is not running: no daemon answers in", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_daemon_that_does_not_run_is_named()
    {
        File.WriteAllText(Path.Combine(_install.Path, "vtysh"), "#!/bin/sh\necho ' zebra staticd'\n");
        var result = await ApplyAsync();
        Assert.Equal(ApplyOutcome.Unavailable, result.Outcome);
        Assert.Contains("bgpd does not answer", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reload_that_hangs_is_killed_at_its_deadline()
    {
        _install.Set("reload", "sleep 30\n");
        var result = await ApplyAsync(_install.Settings with { ReloadDeadline = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(ApplyOutcome.Unavailable, result.Outcome);
        Assert.Contains("did not end within 0.3 s", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_frr_is_told_what_is_missing()
    {
        var nowhere = _install.Settings with { BinDir = "/nonexistent" };
        Assert.Equal(
            "FRR is not installed: there is no `/nonexistent/vtysh` (package frr)", (await ApplyAsync(nowhere)).Message);
        var noScript = _install.Settings with { ReloadScript = "/nonexistent/frr-reload.py" };
        Assert.Contains("package frr-pythontools", (await ApplyAsync(noScript)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_text_does_not_print()
    {
        Assert.Equal("***", new ConfigText(Config).ToString());
        Assert.DoesNotContain("s3cret", ApplyResult.Applied(new ConfigText(Config)).ToString(), StringComparison.Ordinal);
    }
}
