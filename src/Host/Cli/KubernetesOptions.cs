using System.CommandLine;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Cli;

/// <summary>The options that say which API server is followed, and as whom.</summary>
internal sealed class KubernetesOptions
{
    private const string NamespaceVariable = "NAMESPACE";

    private const string PodVariable = "POD_NAME";

    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        HelpName = "FILE",
        Description = "How to reach the API server. Default: the pod's own service account, else the file that the environment's KUBECONFIG names.",
    };

    private readonly Option<string?> _namespace = new("--namespace")
    {
        HelpName = "NAME",
        Description = "Whose FRRConfigurations and Secrets count. Default: the environment's "
            + $"{NamespaceVariable}, else the namespace of the service account or of the kubeconfig file.",
    };

    private readonly Option<string?> _podName = new("--pod-name")
    {
        HelpName = "NAME",
        Description = $"The pod that this program runs in, which owns the BGPSessionStates. Default: the environment's {PodVariable}.",
    };

    /// <summary>What the command can do without an API server, as the end of a sentence; empty when nothing.</summary>
    public string Instead { get; init; } = "";

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_kubeconfig);
        command.Options.Add(_namespace);
        command.Options.Add(_podName);
    }

    /// <summary>True when the user said which API server is meant.</summary>
    public bool IsNamed(ParseResult line) => line.GetValue(_kubeconfig) is not null;

    /// <summary>The API server. Throws <see cref="UsageException"/> or <see cref="Sources.InputException"/> when it is not known.</summary>
    public KubernetesSettings Read(ParseResult line, string node)
    {
        var connection = KubeConfiguration.Load(line.GetValue(_kubeconfig), node, instead: Instead);
        var ns = line.GetValue(_namespace) ?? FromEnvironment(NamespaceVariable) ?? connection.Namespace;
        if (ns.Length == 0)
        {
            throw new UsageException(
                $"--namespace: whose FRRConfigurations count is not known; name it here or in the environment's {NamespaceVariable}, for example `frr-k8s-system`");
        }

        return ns.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            ? new KubernetesSettings(connection, ns, line.GetValue(_podName) ?? FromEnvironment(PodVariable) ?? "")
            : throw new UsageException($"--namespace: `{ns}` is no name of a namespace: it is made of lower case letters, digits and `-`");
    }

    private static string? FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
