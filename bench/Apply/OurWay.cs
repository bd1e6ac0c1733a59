using System.Net;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Node;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;

namespace FrrK8s.Bench.Apply;

/// <summary>How this program brings an FRR to a configuration; all that the measurements of applying know of the host is here.</summary>
internal sealed class OurWay(FrrInstance frr, string workFolder)
{
    private readonly FrrTransaction _transaction = FrrTransaction.Of(SettingsOf(frr, workFolder), TimeProvider.System);
    private string? _written;

    /// <summary>As the daemon of the laboratory has them.</summary>
    public static NodeSettings Settings { get; } = new()
    {
        NodeName = LabDaemon.NodeName,
        Hostname = Dns.GetHostName(),
    };

    public static FrrSettings SettingsOf(FrrInstance frr, string workFolder) =>
        new() { VtySocket = frr.Folder, ConfDir = frr.Folder, WorkDir = workFolder };

    /// <summary>Tells what differs and verifies it, as after a change of a manifest.</summary>
    public async Task ApplyAsync(string text, CancellationToken cancellationToken)
    {
        var result = await _transaction.ApplyAsync(
            new ConfigText(text), _written is null ? null : new ConfigText(_written), cancellationToken);
        _written = text;
        if (result.Outcome != ApplyOutcome.Applied)
        {
            throw new InvalidOperationException($"{result.Outcome}: {result.Message} {string.Join("; ", result.Refused)}");
        }
    }
}
