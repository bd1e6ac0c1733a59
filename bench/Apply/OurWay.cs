using System.Net;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;
using FrrK8s.Lab;
using FrrK8s.Lab.Frr;

namespace FrrK8s.Bench.Apply;

/// <summary>How this program brings an FRR to a configuration; all that the measurements of applying know of the host is here.</summary>
internal sealed class OurWay(FrrInstance frr, string workFolder) : IDisposable
{
    // No site has a raw snippet, and the daemon knows where they begin.
    private const int WithoutSnippets = int.MaxValue;

    private readonly FrrTransaction _transaction = FrrTransaction.Of(SettingsOf(frr, workFolder), TimeProvider.System);
    private ConfigText? _written;

    /// <summary>As the daemon of the laboratory has them.</summary>
    public static NodeSettings Settings { get; } = new()
    {
        NodeName = LabDaemon.NodeName,
        Hostname = Dns.GetHostName(),
    };

    public static FrrSettings SettingsOf(FrrInstance frr, string workFolder) =>
        new() { VtySocket = frr.Folder, ConfDir = frr.Folder, WorkDir = workFolder };

    public IFrr Frr => _transaction;

    /// <summary>What the daemon makes of files of manifests.</summary>
    public static ConfigText Convert(IReadOnlyList<ManifestFile> files)
    {
        var conversion = Conversion.From(new SourceLook(HasChanged: true, IsKnown: true, files, [], TimeSpan.Zero), Settings, []);
        return conversion.Result == "success" ? conversion.Wanted! : throw new InvalidOperationException(conversion.Result);
    }

    /// <summary>Tells what differs and verifies it, as after a change of a manifest.</summary>
    public async Task ApplyAsync(string text, CancellationToken cancellationToken)
    {
        var wanted = new ConfigText(text);
        var result = await _transaction.ApplyAsync(Wish.For(wanted) with { Written = _written, RawFrom = WithoutSnippets }, cancellationToken);
        _written = wanted;
        if (result.Outcome != ApplyOutcome.Applied)
        {
            throw new InvalidOperationException($"{result.Outcome}: {result.Message} {string.Join("; ", result.Refused)}");
        }
    }

    /// <summary>Lets go of FRR, so that a daemon may change it.</summary>
    public void Dispose() => _transaction.Dispose();
}
