using FrrK8s.Host.Frr;
using FrrK8s.Host.Sessions;

namespace FrrK8s.HostTests.Support;

/// <summary>
/// A <c>vtysh</c> on the disk and daemons' sockets beside it that behave as the files beside them say: <c>running</c> is what runs, <c>check</c> and
/// <c>tell</c> are sourced by the shell when there. What vtysh is told is added to what runs.
/// </summary>
internal sealed class FakeInstall : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<FakeVty> _daemons = [];

    public FakeInstall()
    {
        Script("vtysh", """
            here=$(dirname "$0"); for last; do :; done
            case "$*" in
              *" -C "*) test -e "$here/check" && . "$here/check"; exit 0 ;;
              *) echo x >> "$here/calls"; test -e "$here/tell" && . "$here/tell"; cat "$last" >> "$here/running" ;;
            esac
            """);
        Set("running", "!\nend\n");
        _daemons.Add(new FakeVty(_folder.Path, "bgpd", Answer));
        _daemons.Add(new FakeVty(_folder.Path, "zebra", _ => ""));
    }

    public FrrSettings Settings => new()
    {
        VtySocket = _folder.Path,
        ConfDir = _folder.Path,
        BinDir = _folder.Path,
        WorkDir = _folder.File("work"),
        QueryDeadline = TimeSpan.FromSeconds(20),
        ApplyDeadline = TimeSpan.FromSeconds(20),
    };

    /// <summary>What bgpd says of its sessions.</summary>
    public string Sessions { get; set; } = "";

    public string Path => _folder.Path;

    public string Running => File.ReadAllText(_folder.File("running"));

    public int Tellings => File.Exists(_folder.File("calls")) ? File.ReadAllLines(_folder.File("calls")).Length : 0;

    public void Set(string name, string text) => _folder.Write(name, text);

    public void Unset(string name) => File.Delete(_folder.File(name));

    /// <summary>A daemon more, which lives and answers nothing.</summary>
    public void AddHungDaemon(string name) => _daemons.Add(new FakeVty(_folder.Path, name, _ => null));

    public void StopDaemons()
    {
        _daemons.ForEach(daemon => daemon.Dispose());
        _daemons.Clear();
    }

    public void Dispose()
    {
        StopDaemons();
        _folder.Dispose();
    }

    private string Answer(string command) => command switch
    {
        "show running-config" => Running,
        BgpAnswer.Question => Sessions,
        _ => "",
    };

    private void Script(string name, string body)
    {
        _folder.Write(name, $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                _folder.File(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
