using System.CommandLine;
using FrrK8s.Host.Cleaner;
using FrrK8s.Host.Kubernetes;

namespace FrrK8s.Host.Cli;

/// <summary>The options of commands for people that ask the API server; they are kubectl's own, because kubectl passes them on to its plugins.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        HelpName = "FILE",
        Description = "How to reach the API server. Default: as kubectl, the environment's KUBECONFIG, else ~/.kube/config, else the pod's own service account.",
    };

    private readonly Option<string?> _context = new("--context")
    {
        HelpName = "NAME",
        Description = "The context of the kubeconfig file. Default: its current one.",
    };

    private readonly Option<string?> _namespace = new("--namespace", "-n")
    {
        HelpName = "NAME",
        Description = "The namespace of the daemons. Default: wherever they are.",
    };

    private readonly Option<string> _selector = new("--frrk8s-selector")
    {
        HelpName = "KEY=VALUE,...",
        Description = "The labels of the daemons' pods.",
        DefaultValueFactory = _ => CleanerSettings.DefaultSelector,
    };

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_kubeconfig);
        command.Options.Add(_context);
        command.Options.Add(_namespace);
        command.Options.Add(_selector);
    }

    /// <summary>True when the user said which API server is meant.</summary>
    public bool IsNamed(ParseResult line) => line.GetValue(_kubeconfig) is not null || line.GetValue(_context) is not null;

    /// <summary>The namespace that the user said; null for all.</summary>
    public string? Namespace(ParseResult line) => line.GetValue(_namespace);

    /// <summary>The labels of the daemons' pods.</summary>
    public string Selector(ParseResult line) => line.GetValue(_selector)!;

    /// <summary>The API server. Throws <see cref="Sources.InputException"/> when it is not known.</summary>
    public ApiConnection Connect(ParseResult line) => KubeConfiguration.LoadForPerson(line.GetValue(_kubeconfig), line.GetValue(_context));
}
