using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace FrrK8s.Host.Certificates;

/// <summary>A server's certificate with its key, and who vouches for it, as the texts (PEM) that a Secret holds. Prints nothing of them.</summary>
/// <param name="certificate">The certificate and those between it and the authority.</param>
/// <param name="key">Its private key.</param>
/// <param name="authorities">The authority that signed it, and former ones behind it.</param>
/// <param name="authorityKey">The authority's private key; empty when somebody else keeps it.</param>
internal sealed class CertificateSet(string certificate, string key, string authorities, string authorityKey)
{
    /// <summary>The certificate and those between it and the authority.</summary>
    public string Certificate => certificate;

    /// <summary>Its private key.</summary>
    public string Key => key;

    /// <summary>The authority that signed it, and former ones behind it.</summary>
    public string Authorities => authorities;

    /// <summary>The authority's private key; empty when somebody else keeps it.</summary>
    public string AuthorityKey => authorityKey;

    /// <summary>Why it has to be made anew; null when it does not.</summary>
    /// <param name="names">The DNS names that it must be for.</param>
    public string? Flaw(IReadOnlyList<string> names, DateTimeOffset now)
    {
        try
        {
            using var leaf = X509Certificate2.CreateFromPem(certificate, key);
            var others = new X509Certificate2Collection();
            others.ImportFromPem(authorities);
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(others);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.VerificationTime = now.LocalDateTime;
            if (names.FirstOrDefault(name => !leaf.MatchesHostname(name, allowWildcards: true, allowCommonName: false)) is { } missing)
            {
                return $"it is not for `{missing}`";
            }

            if (!chain.Build(leaf))
            {
                return $"it is not valid: {string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct())}";
            }

            var ends = chain.ChainElements.Min(element => element.Certificate.NotAfter);
            return ends - now.LocalDateTime < (leaf.NotAfter - leaf.NotBefore) / 3 ? $"it ends on {ends:yyyy-MM-dd}" : null;
        }
        catch (CryptographicException)
        {
            // The words of the reader are about the key.
            return "it cannot be read";
        }
        catch (ArgumentException)
        {
            return "the key is not its key";
        }
    }
}
