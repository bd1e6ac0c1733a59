namespace FrrK8s.HostTests.KubeApi;

/// <summary>How etcd and kube-apiserver are called: all on the loopback, all files in one folder, nothing of the machine's own.</summary>
internal sealed record RealApiServerArguments(string Folder, int EtcdPort, int ApiPort)
{
    /// <summary>Where etcd listens.</summary>
    public string EtcdUrl => $"http://127.0.0.1:{EtcdPort}";

    /// <summary>Where kube-apiserver listens.</summary>
    public Uri Url => new($"https://127.0.0.1:{ApiPort}");

    /// <summary>The certificate of kube-apiserver.</summary>
    public string CertificatePath => Path.Combine(Folder, "apiserver.crt");

    /// <summary>Its key.</summary>
    public string KeyPath => Path.Combine(Folder, "apiserver.key");

    /// <summary>The key that signs and checks the tokens of service accounts.</summary>
    public string ServiceAccountKeyPath => Path.Combine(Folder, "sa.key");

    /// <summary>Who has which token.</summary>
    public string TokensPath => Path.Combine(Folder, "tokens.csv");

    /// <summary>The file for clients.</summary>
    public string KubeconfigPath => Path.Combine(Folder, "kubeconfig");

    /// <summary>The arguments of etcd.</summary>
    public IReadOnlyList<string> Etcd =>
    [
        $"--data-dir={Path.Combine(Folder, "etcd")}",
        $"--listen-client-urls={EtcdUrl}",
        $"--advertise-client-urls={EtcdUrl}",
        // There is no peer: any free port will do.
        "--listen-peer-urls=http://127.0.0.1:0",
        "--unsafe-no-fsync=true",
    ];

    /// <summary>The arguments of kube-apiserver.</summary>
    public IReadOnlyList<string> ApiServer =>
    [
        $"--etcd-servers={EtcdUrl}",
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        $"--secure-port={ApiPort}",
        $"--cert-dir={Path.Combine(Folder, "certs")}",
        $"--tls-cert-file={CertificatePath}",
        $"--tls-private-key-file={KeyPath}",
        $"--token-auth-file={TokensPath}",
        "--authorization-mode=RBAC",
        // No controller makes the service account that each pod would need.
        "--disable-admission-plugins=ServiceAccount",
        $"--service-account-issuer={Url.GetLeftPart(UriPartial.Authority)}/",
        $"--service-account-key-file={ServiceAccountKeyPath}",
        $"--service-account-signing-key-file={ServiceAccountKeyPath}",
        "--service-cluster-ip-range=10.0.0.0/24",
        "--allow-privileged=true",
    ];

    /// <summary>The line of the file of tokens for the one that may do everything.</summary>
    public static string TokenLine(string token) => $"{token},kubernetes-admin,1,\"system:masters\"\n";
}
