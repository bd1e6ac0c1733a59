using FrrK8s.HostTests.Support;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests;

/// <summary>
/// A laboratory of its own for one test, with `frrk8s daemon` over a folder of manifests.
/// </summary>
internal sealed class LabFixture : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);

    private readonly string _manifests;

    private LabFixture(Laboratory lab, LabDaemon daemon, string manifests)
    {
        Lab = lab;
        Daemon = daemon;
        _manifests = manifests;
    }

    public Laboratory Lab { get; }

    public LabDaemon Daemon { get; }

    /// <summary>A laboratory whose node has these samples and nothing else.</summary>
    public static async Task<LabFixture> StartAsync(params string[] samples)
    {
        var lab = await Laboratory.StartAsync(CancellationToken.None);
        try
        {
            var manifests = await lab.Folder.AddAsync("manifests");
            foreach (var sample in samples)
            {
                File.Copy(SamplePath(sample), Path.Combine(manifests, sample));
            }

            var daemon = await LabDaemon.StartAsync(lab, LabDaemon.Program, manifests, onLine: null, CancellationToken.None);
            return new LabFixture(lab, daemon, manifests);
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The names of all samples.</summary>
    public static string[] AllSamples() => [.. Directory.GetFiles(SamplePath("")).Select(path => Path.GetFileName(path)!)];

    /// <summary>The text of a sample.</summary>
    public static string Sample(string name) => File.ReadAllText(SamplePath(name));

    /// <summary>Creates a manifest, or writes over one, as an editor does that saves in place.</summary>
    public Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(_manifests, name), text);

    /// <summary>Deletes a manifest.</summary>
    public void Delete(string name) => File.Delete(Path.Combine(_manifests, name));

    /// <summary>Waits until the router at the other end has these prefixes from the node, and no others, in table and kernel.</summary>
    public Task ExpectToldAsync(string neighbor, params string[] prefixes) =>
        UntilAsync(token => new Exchange(neighbor, prefixes, []).MissingToldAsync(Lab, token));

    /// <summary>Waits until the node has these prefixes from a neighbor, and no others, in table and kernel.</summary>
    public Task ExpectLearnedAsync(string neighbor, params string[] prefixes) =>
        UntilAsync(token => new Exchange(neighbor, [], prefixes).MissingLearnedAsync(Lab, token));

    /// <summary>How often the session with a neighbor came up.</summary>
    public async Task<int> TimesEstablishedAsync(string neighbor) => (await SessionAsync(neighbor))?.Established ?? 0;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        await Lab.DisposeAsync();
    }

    private static string SamplePath(string name) => Path.Combine(AppContext.BaseDirectory, "samples", name);

    /// <summary>Waits; a failure says what the daemon said last.</summary>
    public Task UntilAsync(Func<CancellationToken, Task<string?>> missing) => Daemon.UntilAsync(missing, Deadline, CancellationToken.None);

    private async Task<BgpSession?> SessionAsync(string neighbor)
    {
        var sessions = await Lab.Node.Bgp.SessionsAsync(CancellationToken.None);
        return sessions.FirstOrDefault(session => string.Equals(session.Neighbor, neighbor, StringComparison.Ordinal));
    }
}
