using System.Text;

namespace FrrK8s.KubeApi;

/// <summary>Writes the file that tells clients where the server is and who they are.</summary>
public static class Kubeconfig
{
    /// <summary>The text of the file.</summary>
    /// <param name="url">Where the server is.</param>
    /// <param name="authorityPem">What to trust; empty for plain HTTP.</param>
    /// <param name="token">Who asks.</param>
    /// <param name="ns">The namespace that is meant when none is named.</param>
    public static string Text(Uri url, string authorityPem, string token, string ns = "default")
    {
        var authority = authorityPem.Length == 0
            ? ""
            : $"\n    certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(authorityPem))}";
        return $"""
            apiVersion: v1
            kind: Config
            current-context: test
            clusters:
            - name: test
              cluster:
                server: {url.GetLeftPart(UriPartial.Authority)}{authority}
            contexts:
            - name: test
              context:
                cluster: test
                user: test
                namespace: {ns}
            users:
            - name: test
              user:
                token: {token}

            """;
    }

    /// <summary>Writes the file, readable for its owner alone.</summary>
    public static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(path, options);
        file.Write(text);
    }
}
