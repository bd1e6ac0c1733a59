using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FrrK8s.Host.Certificates;

/// <summary>Makes an authority and a server's certificate from it (ECDSA P-256). Each renewal makes both: nothing is signed with an old key.</summary>
internal static class CertificateMaker
{
    /// <summary>How long both are good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    // Clocks of other machines may be behind.
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    /// <summary>New certificates.</summary>
    /// <param name="names">The DNS names of the server; the first is its common name.</param>
    /// <param name="former">Authorities that go on being trusted, as PEM, so that a server that still has its old certificate is believed.</param>
    public static CertificateSet Make(IReadOnlyList<string> names, string former, DateTimeOffset now)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=cert, O=frrk8s", authorityKey, HashAlgorithmName.SHA256);
        var subjectKey = new X509SubjectKeyIdentifierExtension(request.PublicKey, false);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(subjectKey);
        using var authority = request.CreateSelfSigned(now - Skew, now + Lifetime);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Issue(names, key, authority, subjectKey, now);
        return new CertificateSet(
            certificate.ExportCertificatePem() + "\n",
            key.ExportPkcs8PrivateKeyPem() + "\n",
            authority.ExportCertificatePem() + "\n" + Unexpired(former, now),
            authorityKey.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static X509Certificate2 Issue(
        IReadOnlyList<string> names, ECDsa key, X509Certificate2 authority, X509SubjectKeyIdentifierExtension issuer, DateTimeOffset now)
    {
        // A common name has at most 64 characters; nobody reads it where there are DNS names.
        var subject = names[0].Length <= 64 ? names[0] : "frr-k8s-webhook";
        var request = new CertificateRequest($"CN={subject}, O=frrk8s", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(issuer));
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        return request.Create(authority, new DateTimeOffset(authority.NotBefore), new DateTimeOffset(authority.NotAfter), serial);
    }

    /// <summary>The first authorities of a bundle that are still good: with the new one three are trusted at most.</summary>
    private static string Unexpired(string bundle, DateTimeOffset now)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(bundle);
        }
        catch (CryptographicException)
        {
            // What is no certificate trusts nobody.
            return "";
        }

        return string.Concat(authorities
            .Where(authority => authority.NotAfter > now.LocalDateTime)
            .Take(2)
            .Select(authority => authority.ExportCertificatePem() + "\n"));
    }
}
