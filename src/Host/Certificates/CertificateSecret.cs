using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Certificates;

/// <summary>How certificates lie in a Secret: the keys of the reference's, so that either program takes over the other's.</summary>
internal static class CertificateSecret
{
    private const string Certificate = "tls.crt";
    private const string Key = "tls.key";
    private const string Authorities = "ca.crt";
    private const string AuthorityKey = "ca.key";

    /// <summary>The certificates in a Secret; null when one is missing.</summary>
    public static CertificateSet? Read(JsonElement secret)
    {
        var data = secret.Child("data") ?? default;
        var texts = new[] { Certificate, Key, Authorities, AuthorityKey }.Select(name => TextOf(data, name)).ToList();
        return texts.Take(3).All(text => text.Length > 0) ? new CertificateSet(texts[0], texts[1], texts[2], texts[3]) : null;
    }

    /// <summary>The Secret with these certificates; everything else in it stays, the version too, which makes the API server refuse it when somebody was faster.</summary>
    public static JsonElement With(JsonElement secret, CertificateSet set)
    {
        var manifest = JsonObject.Create(secret)!;
        var data = manifest["data"] as JsonObject ?? [];
        foreach (var (name, text) in new[]
        {
            (Certificate, set.Certificate), (Key, set.Key), (Authorities, set.Authorities), (AuthorityKey, set.AuthorityKey),
        })
        {
            data[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        }

        manifest["data"] = data.DeepClone();
        return JsonElement.Parse(manifest.ToJsonString());
    }

    /// <summary>A Secret without contents.</summary>
    public static JsonElement Empty(string ns, string name) => JsonElement.Parse(
        new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["type"] = "Opaque",
        }.ToJsonString());

    private static string TextOf(JsonElement data, string name)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(data.TextOf(name)));
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
