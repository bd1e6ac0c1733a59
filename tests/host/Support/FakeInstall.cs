using FrrK8s.Host.Frr;

namespace FrrK8s.HostTests.Support;

/// <summary>
/// A <c>vtysh</c> and a reload script on the disk that behave as the files beside them say: <c>running</c> is what runs,
/// <c>check</c> and <c>reload</c> are sourced by the shell when there, <c>calls</c> counts the reloads.
/// </summary>
internal sealed class FakeInstall : IDisposable
{
    private readonly TempFolder _folder = new();

    public FakeInstall()
    {
        Script("vtysh", """
            here=$(dirname "$0")
            case "$*" in
              *"show daemons"*) test -e "$here/down" && { echo "Exiting: failed to connect to any daemons." >&2; exit 1; }
                 echo " zebra bgpd bfdd" ;;
              *"show running-config"*) test -e "$here/down" && exit 1
                 printf 'Building configuration...\n\nCurrent configuration:\n'; cat "$here/running" ;;
              *-C*) test -e "$here/check" && . "$here/check"; exit 0 ;;
            esac
            """);
        Script("frr-reload.py", """
            here=$(dirname "$0"); for last; do :; done
            echo x >> "$here/calls"
            test -e "$here/reload" && . "$here/reload"
            cp "$last" "$here/running"
            """);
        Set("running", "!\nend\n");
    }

    public FrrSettings Settings => new()
    {
        VtySocket = _folder.Path,
        ConfDir = _folder.Path,
        BinDir = _folder.Path,
        ReloadScript = _folder.File("frr-reload.py"),
        WorkDir = _folder.File("work"),
        QueryDeadline = TimeSpan.FromSeconds(20),
        ReloadDeadline = TimeSpan.FromSeconds(20),
    };

    public string Path => _folder.Path;

    public string Running => File.ReadAllText(_folder.File("running"));

    public int Reloads => File.Exists(_folder.File("calls")) ? File.ReadAllLines(_folder.File("calls")).Length : 0;

    public void Set(string name, string text) => _folder.Write(name, text);

    public void Unset(string name) => File.Delete(_folder.File(name));

    public void Dispose() => _folder.Dispose();

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
