using System.Diagnostics;
using System.Net.Sockets;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.Image;

/// <summary>
/// A laboratory whose node is a pod: its FRR and its daemon are containers of the image, with the rights that a manifest gives them. What the laboratory
/// asks of its node's FRR, the container answers.
/// </summary>
internal sealed class ImageStage : IAsyncDisposable
{
    /// <summary>What the FRR container adds to nothing.</summary>
    public static readonly IReadOnlyList<string> FrrCapabilities = ["NET_ADMIN", "NET_BIND_SERVICE", "NET_RAW", "SYS_ADMIN"];

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);

    private ImageStage(Laboratory lab, string state, string manifests)
    {
        (Lab, StateFolder, Manifests) = (lab, state, manifests);
    }

    public Laboratory Lab { get; }

    /// <summary>The folder that the daemon follows.</summary>
    public string Manifests { get; }

    /// <summary>The FRR container, once it was started.</summary>
    public Container Frr { get; private set; } = null!;

    /// <summary>The daemon's container, once it was started.</summary>
    public Container Daemon { get; private set; } = null!;

    private string StateFolder { get; }

    /// <summary>A laboratory without an FRR on the node, and these samples to be followed.</summary>
    public static async Task<ImageStage> CreateAsync(params string[] samples)
    {
        var lab = await Laboratory.StartAsync(CancellationToken.None);
        try
        {
            // The place of its sockets stays: it is the pod's emptyDir, which every user may write to.
            await lab.Node.DisposeAsync();
            AllowAll(lab.Node.Folder);
            AllowAll(await lab.Folder.AddAsync("kept"));
            var stage = new ImageStage(lab, await lab.Folder.AddAsync("runtime"), await lab.Folder.AddAsync("manifests"));
            foreach (var sample in samples)
            {
                await stage.WriteAsync(sample, LabFixture.Sample(sample));
            }

            return stage;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same with both containers at work.</summary>
    public static async Task<ImageStage> StartAsync(params string[] samples)
    {
        var stage = await CreateAsync(samples);
        try
        {
            await stage.StartFrrAsync();
            await stage.StartDaemonAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>The FRR container as the manifests have it.</summary>
    public ContainerSpec FrrSpec() => Spec("frr") with
    {
        Command = "frr-start",
        Capabilities = FrrCapabilities,
        MayEscalate = true,
    };

    /// <summary>A container of the node, without any rights and with the folder of FRR's sockets.</summary>
    public ContainerSpec Spec(string name) =>
        new(name, $"/run/netns/{Lab.NodePlace.Name}") { Mounts = [(Lab.Node.Folder, "/run/frr", true)] };

    /// <summary>Starts a container.</summary>
    public Task<Container> StartAsync(ContainerSpec spec, Action<string>? onLine = null) => Container.StartAsync(StateFolder, spec, onLine);

    /// <summary>Starts FRR and waits until each of its daemons answers; gives the time that it took.</summary>
    public async Task<TimeSpan> StartFrrAsync(params string[] environment)
    {
        var watch = Stopwatch.StartNew();
        Frr = await StartAsync(FrrSpec() with { Environment = environment });
        await UntilAsync(async token =>
        {
            foreach (var daemon in await DaemonsAsync())
            {
                try
                {
                    await Lab.Node.AskAsync(daemon, "show version", token);
                }
                catch (SocketException)
                {
                    return $"{daemon} does not answer";
                }
            }

            return null;
        });
        return watch.Elapsed;
    }

    /// <summary>Starts the daemon and waits until FRR runs what it wants; gives the time that it took.</summary>
    public async Task<TimeSpan> StartDaemonAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = Stopwatch.StartNew();
        Daemon = await StartAsync(
            Spec("daemon") with
            {
                Arguments = ["daemon", "--config-dir", "/manifests", "--node-name", LabDaemon.NodeName, "--node-labels", LabDaemon.NodeLabels, "--log-format", "text"],
                Mounts =
                [
                    (Lab.Node.Folder, "/run/frr", true),
                    (Path.Combine(Lab.Folder.FullPath, "kept"), "/var/lib/frrk8s", true),
                    (Manifests, "/manifests", false),
                ],
            },
            line =>
            {
                if (line.Contains("FRR runs the wanted configuration", StringComparison.Ordinal))
                {
                    done.TrySetResult();
                }
            });
        await UntilAsync(_ => Task.FromResult(done.Task.IsCompleted ? null : "FRR does not run the wanted configuration"));
        return watch.Elapsed;
    }

    /// <summary>Creates a manifest, or writes over one.</summary>
    public Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(Manifests, name), text);

    /// <summary>Waits until an exchange with a neighbor is exactly so.</summary>
    public Task ExpectAsync(Exchange exchange) => UntilAsync(async token =>
    {
        try
        {
            return await exchange.MissingAsync(Lab, token);
        }
        catch (SocketException gone)
        {
            return $"the node's bgpd does not answer: {gone.Message}";
        }
    });

    /// <summary>How often the router at the other end saw the session come up.</summary>
    public async Task<int> TimesEstablishedAsync(LabLink link)
    {
        var sessions = await Lab.RouterOf(link).Frr.Bgp.SessionsAsync(CancellationToken.None);
        return sessions.Single(session => string.Equals(session.Neighbor, link.Node, StringComparison.Ordinal)).Established;
    }

    /// <summary>Waits; a failure says what the containers said last.</summary>
    public async Task UntilAsync(Func<CancellationToken, Task<string?>> missing)
    {
        try
        {
            await Wait.UntilAsync(
                async token =>
                {
                    Assert.False(Frr is { HasExited: true }, "the FRR container has ended");
                    return await missing(token);
                },
                Deadline,
                CancellationToken.None);
        }
        catch (Exception problem) when (problem is TimeoutException or Xunit.Sdk.XunitException)
        {
            string[] said = [.. (Frr?.LastLines ?? []).TakeLast(20), "--", .. (Daemon?.LastLines ?? []).TakeLast(20)];
            throw new TimeoutException($"{problem.Message}\nthe containers said last:\n{string.Join('\n', said)}", problem);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var container in new[] { Daemon, Frr }.Where(container => container is not null))
        {
            await container.DisposeAsync();
        }

        await Lab.DisposeAsync();
    }

    /// <summary>The daemons that the image's FRR has, watchfrr left out.</summary>
    public static async Task<IReadOnlyList<string>> DaemonsAsync()
    {
        var image = await ImageArchive.OpenAsync();
        return
        [
            .. Directory.GetFiles(Path.Combine(image.Root, "usr/lib/frr"))
                .Select(path => Path.GetFileName(path)!)
                .Where(name => !string.Equals(name, "watchfrr", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static void AllowAll(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        }
    }
}
