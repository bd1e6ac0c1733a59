using System.Security.Cryptography.X509Certificates;
using FrrK8s.Host.Certificates;

namespace FrrK8s.HostTests.Certificates;

/// <summary>What certificates are made, and when they are made anew.</summary>
public sealed class CertificateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names = ["hook.ns.svc", "hook.ns.svc.cluster.local"];

    [Fact]
    public void A_new_certificate_is_for_all_names_and_signed_by_its_authority()
    {
        var made = CertificateMaker.Make(Names, "", Now);
        Assert.Null(made.Flaw(Names, Now));
        using var leaf = X509Certificate2.CreateFromPem(made.Certificate, made.Key);
        Assert.Equal("1.2.840.10045.2.1", leaf.PublicKey.Oid.Value);
        Assert.True(leaf.MatchesHostname("hook.ns.svc.cluster.local"));
        using var authority = X509Certificate2.CreateFromPem(made.Authorities, made.AuthorityKey);
        Assert.Equal("CN=cert, O=frrk8s", authority.Subject);
    }

    [Fact]
    public void It_is_made_anew_long_before_it_ends_for_another_name_or_when_it_is_broken()
    {
        var made = CertificateMaker.Make(Names, "", Now);
        Assert.Null(made.Flaw(Names, Now + TimeSpan.FromDays(240)));
        Assert.StartsWith("it ends on", made.Flaw(Names, Now + TimeSpan.FromDays(250)));
        Assert.StartsWith("it is not valid", made.Flaw(Names, Now + TimeSpan.FromDays(400)));
        Assert.Equal("it is not for `other.ns.svc`", made.Flaw(["other.ns.svc"], Now));

        var other = CertificateMaker.Make(Names, "", Now);
        Assert.NotNull(new CertificateSet(made.Certificate, other.Key, made.Authorities, "").Flaw(Names, Now));
        Assert.StartsWith("it is not valid", new CertificateSet(made.Certificate, made.Key, other.Authorities, "").Flaw(Names, Now));
        Assert.Equal("it cannot be read", new CertificateSet("nothing", made.Key, made.Authorities, "").Flaw(Names, Now));
    }

    [Fact]
    public void Former_authorities_stay_trusted_until_they_end_and_three_at_most()
    {
        var first = CertificateMaker.Make(Names, "", Now);
        var second = CertificateMaker.Make(Names, first.Authorities, Now + TimeSpan.FromDays(250));
        Assert.Null(new CertificateSet(first.Certificate, first.Key, second.Authorities, "").Flaw(Names, Now));
        Assert.Equal(2, Count(second));
        Assert.Equal(3, Count(CertificateMaker.Make(Names, CertificateMaker.Make(Names, second.Authorities, Now).Authorities, Now)));
        Assert.Equal(1, Count(CertificateMaker.Make(Names, first.Authorities, Now + TimeSpan.FromDays(400))));
    }

    [Fact]
    public void A_secret_gives_back_what_was_laid_into_it_and_keeps_the_rest()
    {
        var made = CertificateMaker.Make(Names, "", Now);
        var before = System.Text.Json.JsonElement.Parse("""{ "metadata": { "name": "s", "resourceVersion": "7" }, "type": "Opaque", "data": { "other": "eA==" } }""");
        Assert.Null(CertificateSecret.Read(before));
        var secret = CertificateSecret.With(before, made);
        Assert.Equal(made.Key, CertificateSecret.Read(secret)!.Key);
        Assert.Equal("7", secret.GetProperty("metadata").GetProperty("resourceVersion").GetString());
        Assert.Equal("eA==", secret.GetProperty("data").GetProperty("other").GetString());
    }

    private static int Count(CertificateSet set)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(set.Authorities);
        return all.Count;
    }
}
