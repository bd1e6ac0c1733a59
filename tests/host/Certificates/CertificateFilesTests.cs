using System.Security.Cryptography.X509Certificates;
using FrrK8s.Host.Certificates;
using FrrK8s.Host.Node;
using FrrK8s.HostTests.Support;
using FrrK8s.Rules;

namespace FrrK8s.HostTests.Certificates;

/// <summary>Certificates that somebody else lays into a folder.</summary>
public sealed class CertificateFilesTests
{
    [Fact]
    public void What_changes_is_shown_and_what_is_broken_changes_nothing()
    {
        using var folder = new TempFolder();
        var (served, log) = (new ServedCertificate(), new StringWriter());
        var files = new CertificateFiles(folder.Path, served, new LineLogger(log, new LogLevelSwitch(LogLevel.Info), TimeProvider.System), TimeProvider.System);
        files.Look();
        files.Look();
        Assert.Null(served.Context);
        Assert.Single(log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var first = Write(folder);
        files.Look();
        Assert.True(served.Is(first.Certificate));

        folder.Write("tls.key", "nothing");
        folder.Write("tls.crt", "nothing");
        files.Look();
        Assert.True(served.Is(first.Certificate));
        Assert.Contains("are no certificate and its key", log.ToString());

        var second = Write(folder);
        files.Look();
        Assert.True(served.Is(second.Certificate));
        using var shown = X509Certificate2.CreateFromPem(second.Certificate);
        Assert.Equal(shown.Thumbprint, served.Context!.TargetCertificate.Thumbprint);
        Assert.DoesNotContain("PRIVATE", log.ToString());
    }

    private static CertificateSet Write(TempFolder folder)
    {
        var made = CertificateMaker.Make(["localhost"], "", TimeProvider.System.GetUtcNow());
        folder.Write("tls.crt", made.Certificate);
        folder.Write("tls.key", made.Key);
        return made;
    }
}
