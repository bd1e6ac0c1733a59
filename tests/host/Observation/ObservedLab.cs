using System.Globalization;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.Observation;

/// <summary>A laboratory whose daemon is asked over HTTP, from inside the node's namespace.</summary>
internal sealed class ObservedLab : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private ObservedLab(Laboratory lab, LabDaemon daemon) => (Lab, Daemon) = (lab, daemon);

    public Laboratory Lab { get; }

    public LabDaemon Daemon { get; }

    /// <summary>A node of a release of FRR with one manifest.</summary>
    public static async Task<ObservedLab> StartAsync(FrrRelease release, string manifest, params string[] more)
    {
        var lab = await Laboratory.StartAsync(release, CancellationToken.None);
        try
        {
            var manifests = await lab.Folder.AddAsync("manifests");
            await File.WriteAllTextAsync(Path.Combine(manifests, "a.yaml"), manifest);
            var options = new LabDaemonOptions(LabDaemon.Program, manifests) { More = ["--query-timeout", "2", "--drift-interval", "1", .. more] };
            return new ObservedLab(lab, await LabDaemon.StartAsync(lab, options, CancellationToken.None));
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The status and the text of a page; 0 while nobody listens.</summary>
    public async Task<(int Status, string Text)> GetAsync(int port, string path, CancellationToken cancellationToken = default)
    {
        var said = await Command.TryAsync(
            "ip",
            ["netns", "exec", Lab.NodePlace.Name, "curl", "--silent", "--max-time", "20", "--write-out", "\n%{http_code}", $"http://127.0.0.1:{port}{path}"],
            cancellationToken: cancellationToken);
        var end = said.Output.LastIndexOf('\n');
        return (int.Parse(said.Output[(end + 1)..], CultureInfo.InvariantCulture), end < 0 ? "" : said.Output[..end]);
    }

    /// <summary>The metrics by name and labels, as they are now.</summary>
    public async Task<IReadOnlyDictionary<string, double>> MetricsAsync(CancellationToken cancellationToken = default)
    {
        var (_, text) = await GetAsync(7573, "/metrics", cancellationToken);
        return text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToDictionary(
            line => line[..line.LastIndexOf(' ')],
            line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture),
            StringComparer.Ordinal);
    }

    /// <summary>Waits until the metrics are so.</summary>
    public Task UntilMetricsAsync(string wanted, Func<IReadOnlyDictionary<string, double>, bool> condition) => UntilAsync(async token =>
    {
        var metrics = await MetricsAsync(token);
        return condition(metrics) ? null : $"{wanted} is not so: {string.Join(", ", metrics.Where(one => one.Key.Contains("session", StringComparison.Ordinal)))}";
    });

    /// <summary>Waits until a check answers so.</summary>
    public Task UntilCheckAsync(string path, int status, string words) => UntilAsync(async token =>
    {
        var page = await GetAsync(7572, path, token);
        return page.Status == status && page.Text.Contains(words, StringComparison.Ordinal) ? null : $"{path} answers {page}";
    });

    /// <summary>Waits; a failure says what the daemon said last.</summary>
    public Task UntilAsync(Func<CancellationToken, Task<string?>> missing) => Daemon.UntilAsync(missing, Deadline, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        await Lab.DisposeAsync();
    }
}
