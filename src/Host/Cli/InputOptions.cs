using System.CommandLine;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;
using NodeSettings = FrrK8s.Host.Node.NodeSettings;

namespace FrrK8s.Host.Cli;

/// <summary>The options of the one-shot commands that say which manifests are read, and the reading itself.</summary>
/// <param name="isRequired">False where something else can stand in the place of manifests.</param>
internal sealed class InputOptions(bool isRequired = true)
{
    private readonly Option<string[]> _files = new("--file", "-f")
    {
        HelpName = "FILE|DIR|-",
        Description = "Manifests (YAML, JSON, lists, several documents): files, folders (*.yaml, *.yml and *.json in them, "
            + "not deeper) or - for the standard input. Kinds: FRRConfiguration, Secret, Node, FRRK8sConfiguration.",
        Required = isRequired,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _secrets = new("--secrets")
    {
        HelpName = "FILE|DIR",
        Description = "More manifests, for the Secrets that passwordSecret names; same forms as --file.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly NodeOptions _node = new();

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_files);
        command.Options.Add(_secrets);
        _node.AddTo(command);
    }

    /// <summary>The manifests that --file names.</summary>
    public IReadOnlyList<string> Files(ParseResult line) => line.GetValue(_files) ?? [];

    /// <summary>The node that the configuration is for. Throws <see cref="UsageException"/>.</summary>
    public NodeSettings Node(ParseResult line) => _node.Read(line);

    /// <summary>Reads the manifests and compiles them. Throws <see cref="UsageException"/> or <see cref="InputException"/>.</summary>
    public Task<Compilation> CompileAsync(ParseResult line, Terminal terminal, CancellationToken cancellationToken) =>
        CompileAsync(line, Files(line), terminal, cancellationToken);

    /// <summary>The same with only some of the files that --file names.</summary>
    public async Task<Compilation> CompileAsync(
        ParseResult line, IReadOnlyList<string> files, Terminal terminal, CancellationToken cancellationToken)
    {
        var settings = _node.Read(line);
        return NodeCompiler.Compile(await ReadAsync(line, files, terminal, cancellationToken), settings);
    }

    /// <summary>Reads the manifests. Throws <see cref="InputException"/>.</summary>
    public async Task<ManifestCatalog> ReadAsync(
        ParseResult line, IReadOnlyList<string> files, Terminal terminal, CancellationToken cancellationToken)
    {
        string[] paths = [.. files, .. line.GetValue(_secrets) ?? []];
        return ManifestCatalog.From(await ManifestFiles.ReadAsync(paths, terminal.In, cancellationToken));
    }
}
