using System.Net;
using System.Net.Sockets;
using FrrK8s.Host.Certificates;
using FrrK8s.Host.Cli;
using FrrK8s.Host.Web;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.Web;

/// <summary>The groups in which keys are exchanged.</summary>
public sealed class TlsGroupTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("29", "X25519")]
    [InlineData(" 23, 25,24 ", "P-256 P-521 P-384")]
    public void They_are_read_by_their_numbers(string text, string names) => Assert.Equal(names, string.Join(' ', TlsGroups.Parse(text)));

    [Theory]
    [InlineData("P-256", "`P-256` is not the number of a group; 23 (P-256), 24")]
    [InlineData("22", "`22` is not the number of a group")]
    [InlineData("-23", "`-23` is not")]
    [InlineData("23,24,23", "`23` stands there twice")]
    public void What_is_none_is_refused(string text, string words) =>
        Assert.StartsWith($"--tls-curve-preferences: {words}", Assert.Throws<UsageException>(() => TlsGroups.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void One_that_OpenSSL_does_not_know_is_said()
    {
        // Nothing is put in force then: what is checked first is refused.
        var problem = Assert.Throws<UsageException>(() => OpenSslGroups.Apply(["P-256", "no-such-group"]));
        Assert.Equal("--tls-curve-preferences: P-256, no-such-group cannot be put in force here: this OpenSSL does not know no-such-group", problem.Message);
    }

    [OpenSslFact]
    public async Task Whoever_offers_none_of_them_gets_no_connection()
    {
        var port = FreePort();
        await using var program = Start(port, "24");
        Assert.True(await ConnectsAsync(program, port, "P-384"), "P-384 is allowed");
        Assert.False(await ConnectsAsync(program, port, "P-256"), "P-256 is not");
        Assert.False(await ConnectsAsync(program, port, "X25519"), "X25519 is not");
        Assert.True(await ConnectsAsync(program, port, "X25519:P-384"), "P-384 is among them");
    }

    [OpenSslFact]
    public async Task Without_the_option_OpenSSL_decides()
    {
        var port = FreePort();
        await using var program = Start(port, "");
        Assert.True(await ConnectsAsync(program, port, "X25519"));
        Assert.True(await ConnectsAsync(program, port, "P-256"));
    }

    private ChildProcess Start(int port, string groups)
    {
        var made = CertificateMaker.Make(["localhost"], "", TimeProvider.System.GetUtcNow());
        _folder.Write("tls.crt", made.Certificate);
        _folder.Write("tls.key", made.Key);
        var manifests = Directory.CreateDirectory(_folder.File("manifests")).FullName;
        var words = LabDaemon.CommandOf(LabDaemon.Program);
        return ChildProcess.Start(
            "frrk8s daemon",
            words[0],
            [
                .. words[1..], "daemon", "--config-dir", manifests, "--state-dir", _folder.File("state"), "--vty-socket", _folder.Path, "--node-name", "n1",
                "--metrics-bind-address", $"127.0.0.1:{port}", "--metrics-cert-dir", _folder.Path, "--health-probe-bind-address", "0",
                "--tls-curve-preferences", groups,
            ]);
    }

    // What cannot be reached yet is no answer.
    private static async Task<bool> ConnectsAsync(ChildProcess program, int port, string groups)
    {
        var result = default(CommandResult);
        await Eventually.TrueAsync(
            async () =>
            {
                program.ThrowIfExited();
                result = await Command.TryAsync("openssl", ["s_client", "-connect", $"127.0.0.1:{port}", "-groups", groups, "-brief"], cancellationToken: default);
                return !result.Error.Contains("refused", StringComparison.OrdinalIgnoreCase);
            },
            "the program listens");
        Assert.True(
            result!.ExitCode == 0 || result.Error.Contains("handshake failure", StringComparison.Ordinal),
            $"openssl says neither yes nor no: {result.Error}");
        return result.ExitCode == 0;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
