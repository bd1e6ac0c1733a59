using FrrK8s.HostTests.Support;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>What is said when the real API server cannot be had. Its programs are scripts here that end as the real ones would.</summary>
public sealed class RealApiServerTests : IDisposable
{
    private readonly TempFolder _assets = new();

    public void Dispose() => _assets.Dispose();

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var problem = await Assert.ThrowsAsync<FileNotFoundException>(() => RealApiServer.StartAsync(_assets.Path, default));
        Assert.Equal($"KUBEBUILDER_ASSETS names `{_assets.Path}`, and there is no `etcd` in it", problem.Message);
    }

    [Fact]
    public async Task A_program_that_ends_is_quoted()
    {
        Script("etcd", "echo 'bad flag' >&2; exit 7");
        var problem = await Assert.ThrowsAsync<CommandFailedException>(() => RealApiServer.StartAsync(_assets.Path, default));
        Assert.Equal("etcd ended with 7: bad flag", problem.Message);
    }

    [Fact]
    public async Task A_port_that_somebody_was_quicker_to_take_is_another_one_the_next_time()
    {
        Script("etcd", $"echo \"$*\" >> '{_assets.File("calls")}'; echo 'listen tcp: bind: address already in use' >&2; exit 1");
        await Assert.ThrowsAsync<CommandFailedException>(() => RealApiServer.StartAsync(_assets.Path, default));
        var calls = await File.ReadAllLinesAsync(_assets.File("calls"));
        Assert.Equal(3, calls.Distinct(StringComparer.Ordinal).Count());
        Assert.All(calls, call => Assert.Contains("--listen-client-urls=http://127.0.0.1:", call, StringComparison.Ordinal));
    }

    private void Script(string name, string body)
    {
        _assets.Write(name, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_assets.File(name), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
