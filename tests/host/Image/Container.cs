using System.Diagnostics;
using System.Globalization;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.Image;

/// <summary>A container that runs. Disposing ends it, and leaves nothing of it behind.</summary>
internal sealed class Container : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _state;
    private readonly string _id;
    private readonly ChildProcess _runc;
    private readonly EventHandler _atExit;

    private Container(string state, string id, ChildProcess runc)
    {
        (_state, _id, _runc) = (state, id, runc);

        // The runtime ends with the test run, whatever happens, but its container does not.
        _atExit = (_, _) => Delete().GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += _atExit;
    }

    /// <summary>What it said last.</summary>
    public IReadOnlyList<string> LastLines => _runc.LastLines;

    /// <summary>True once it is gone.</summary>
    public bool HasExited => _runc.HasExited;

    /// <summary>The first process, by the machine's count.</summary>
    public int Pid => int.Parse(File.ReadAllText(PidFile), CultureInfo.InvariantCulture);

    private string PidFile => Path.Combine(_state, $"{_id}.pid");

    /// <summary>Starts one. Its bundle and the runtime's state are in a folder of the laboratory.</summary>
    public static async Task<Container> StartAsync(string state, ContainerSpec spec, Action<string>? onLine = null)
    {
        var image = await ImageArchive.OpenAsync();
        var id = $"{Path.GetFileName(Path.GetDirectoryName(state))}-{spec.Name}";
        var bundle = Directory.CreateDirectory(Path.Combine(state, spec.Name)).FullName;
        var configuration = spec.Apply(await image.ConfigurationAsync(), image.Root);
        await File.WriteAllTextAsync(Path.Combine(bundle, "config.json"), configuration.ToJsonString());
        var pidFile = Path.Combine(state, $"{id}.pid");
        File.Delete(pidFile);
        var runc = ChildProcess.Start(
            spec.Name, "runc", ["--root", Path.Combine(state, "runc"), "run", "--bundle", bundle, "--pid-file", pidFile, id], onLine);
        return new Container(state, id, runc);
    }

    /// <summary>The outcome of a command inside, as `kubectl exec` runs it.</summary>
    public Task<CommandResult> ExecAsync(params string[] words) => Command.TryAsync("runc", [.. Runc, "exec", _id, .. words]);

    /// <summary>The processes inside, by name: all of its process namespace.</summary>
    public IReadOnlyList<ContainerProcess> Processes() => ContainerProcess.OfNamespace(Pid);

    /// <summary>Waits until it has ended by itself; gives the exit code.</summary>
    public Task<int> ExitAsync() => _runc.ExitAsync(Patience);

    /// <summary>Ends it as kubelet does; gives the exit code of the first process.</summary>
    public async Task<int> StopAsync()
    {
        await Command.RunAsync("runc", [.. Runc, "kill", _id, "TERM"]);
        return await ExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Delete();
        await _runc.DisposeAsync();
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
    }

    private string[] Runc => ["--root", Path.Combine(_state, "runc")];

    private Task<CommandResult> Delete() => Command.TryAsync("runc", [.. Runc, "delete", "--force", _id]);
}
