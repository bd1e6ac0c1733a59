using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Frr;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab;

namespace FrrK8s.HostTests;

/// <summary>The rehearsal around the daemon: what starts, what is left, and what is said when it cannot be done.</summary>
public sealed class RehearsalTests : IDisposable
{
    private const string Good = "router bgp 65001\n neighbor 192.0.2.1 remote-as 65002\n neighbor 192.0.2.1 password s3cret\nexit\n";
    private const string Bad = Good + "router bgp 65009\nexit\n";

    private readonly TempFolder _temp = new();

    private FrrSettings Settings => new()
    {
        VtySocket = _temp.Path,
        WorkDir = _temp.File("work"),
        DaemonDir = _temp.Path,
        RehearsalDeadline = TimeSpan.FromSeconds(30),
    };

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_machine_without_the_daemon_is_told_so()
    {
        var result = await RehearseAsync(Of(Settings with { DaemonDir = "/nonexistent" }), Bad);
        Assert.Equal("there is no `/nonexistent/bgpd`", result.Skipped);
        Assert.Empty(result.Refused);
    }

    [Fact]
    public async Task A_daemon_that_cannot_be_run_is_a_reason_and_no_refusal()
    {
        Bgpd("echo 'error while loading shared libraries' >&2; exit 127");
        var result = await RehearseAsync(Of(Settings), Bad);
        Assert.Equal("exit code 127: error while loading shared libraries", result.Skipped);
        Assert.Empty(result.Refused);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_reason_and_no_exception()
    {
        Bgpd("exit 0");
        var result = await RehearseAsync(Of(Settings with { WorkDir = Path.Combine(_temp.Write("file", ""), "work") }), Bad);
        Assert.Contains("file", result.Skipped, StringComparison.Ordinal);
        Assert.Empty(result.Refused);
    }

    [Fact]
    public async Task A_daemon_that_hangs_is_killed_at_the_deadline()
    {
        Bgpd($"echo $$ > {_temp.File("pid")}; exec sleep 600");
        var result = await RehearseAsync(Of(Settings with { RehearsalDeadline = TimeSpan.FromSeconds(1) }), Good);
        Assert.Contains("was killed", result.Skipped, StringComparison.Ordinal);
        await ExpectGoneAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(Settings.WorkDir));
    }

    [Fact]
    public async Task What_passed_last_is_not_rehearsed_again()
    {
        Bgpd($"echo x >> {_temp.File("calls")}");
        var rehearsal = Of(Settings);
        foreach (var text in new[] { Good, Good, Good + "ip prefix-list a seq 1 permit 10.0.0.0/24\n", Bad, Good })
        {
            var result = await RehearseAsync(rehearsal, text);
            Assert.Null(result.Skipped);
            Assert.Empty(result.Refused);
        }

        Assert.Equal(3, File.ReadAllLines(_temp.File("calls")).Length);
    }

    [LabFact]
    public async Task Neither_process_nor_file_is_left_and_no_privilege_is_needed()
    {
        Bgpd(
            $"""
            echo $$ > {_temp.File("pid")}
            for last; do [ "$before" = --config_file ] && cat "$last" > {_temp.File("read")}; before=$last; done
            exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs /usr/lib/frr/bgpd "$@"
            """);
        Assert.Equal(5, Assert.Single((await RehearseAsync(Of(Settings), Bad)).Refused).Number);
        await ExpectGoneAsync();
        Assert.DoesNotContain("s3cret", File.ReadAllText(_temp.File("read")), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Settings.WorkDir));

        // As root it could make the folder of its log, which stays behind a daemon that only reads.
        Bgpd($"echo $$ > {_temp.File("pid")}; exec /usr/lib/frr/bgpd \"$@\"");
        Assert.Equal(5, Assert.Single((await RehearseAsync(Of(Settings), Bad)).Refused).Number);
        await ExpectGoneAsync();
        Assert.False(Directory.Exists($"/var/tmp/frr/bgpd.{File.ReadAllText(_temp.File("pid")).Trim()}"));
    }

    private static Rehearsal Of(FrrSettings settings) =>
        new(settings, new VtyClient(settings, TimeProvider.System), new ProcessRunner(TimeProvider.System), TimeProvider.System);

    private static Task<RehearsalResult> RehearseAsync(Rehearsal rehearsal, string text) =>
        rehearsal.RehearseAsync(Document.Parse(text), null, CancellationToken.None);

    private void Bgpd(string script)
    {
        _temp.Write("bgpd", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_temp.File("bgpd"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private Task ExpectGoneAsync()
    {
        var pid = File.ReadAllText(_temp.File("pid")).Trim();
        return Wait.UntilAsync(
            _ => Task.FromResult(Directory.Exists($"/proc/{pid}") ? $"process {pid} is still there" : null),
            TimeSpan.FromSeconds(10),
            CancellationToken.None);
    }
}
