using FrrK8s.Rules;

namespace FrrK8s.Host.Sources;

/// <summary>
/// All that a set of files says, sorted by kind. Objects that stand in several files are all passed on: whether they
/// agree is for the rules to say, so each keeps its place.
/// </summary>
internal sealed class ManifestCatalog
{
    private ManifestCatalog(
        IReadOnlyList<ManifestDocument> configurations,
        IReadOnlyList<SecretInput> secrets,
        IReadOnlyList<NodeManifest> nodes,
        LogLevel? logLevel,
        IReadOnlyList<SourceProblem> problems)
    {
        Configurations = configurations;
        Secrets = secrets;
        Nodes = nodes;
        LogLevel = logLevel;
        Problems = problems;
        ById = configurations.ToLookup(document => document.Id, StringComparer.Ordinal);
    }

    /// <summary>FRRConfiguration, in the order of files and documents.</summary>
    public IReadOnlyList<ManifestDocument> Configurations { get; }

    /// <summary>The FRRConfiguration documents of a namespace/name.</summary>
    public ILookup<string, ManifestDocument> ById { get; }

    /// <summary>Secrets; one that two files define differently is not among them.</summary>
    public IReadOnlyList<SecretInput> Secrets { get; }

    /// <summary>Nodes, one for each name.</summary>
    public IReadOnlyList<NodeManifest> Nodes { get; }

    /// <summary>The level that a FRRK8sConfiguration sets, or null.</summary>
    public LogLevel? LogLevel { get; }

    /// <summary>Everything that could not be read or was not taken, in the order of files.</summary>
    public IReadOnlyList<SourceProblem> Problems { get; }

    /// <summary>Sorts the documents of files.</summary>
    public static ManifestCatalog From(IEnumerable<ManifestFile> files)
    {
        var builder = new Builder();
        foreach (var file in files)
        {
            builder.Problems.AddRange(file.Problems);
            foreach (var document in file.Documents)
            {
                builder.Add(document);
            }
        }

        return builder.Build();
    }

    private sealed class Builder
    {
        private readonly List<ManifestDocument> _configurations = [];
        private readonly Dictionary<string, (SecretInput? Secret, Place Place)> _secrets = new(StringComparer.Ordinal);
        private readonly Dictionary<string, NodeManifest> _nodes = new(StringComparer.Ordinal);
        private (LogLevel Level, Place Place)? _level;

        public List<SourceProblem> Problems { get; } = [];

        public void Add(ManifestDocument document)
        {
            if (ManifestKinds.IsStatus(document))
            {
                return;
            }

            if (ManifestKinds.WhyNot(document) is { } reason)
            {
                Problems.Add(new SourceProblem(document.Place, reason));
                return;
            }

            switch (document.Kind)
            {
                case ManifestKinds.Secret:
                    AddSecret(document);
                    break;
                case ManifestKinds.Node:
                    AddNode(document);
                    break;
                case ManifestKinds.HostConfiguration:
                    AddLevel(document);
                    break;
                default:
                    _configurations.Add(document);
                    break;
            }
        }

        public ManifestCatalog Build() => new(
            _configurations,
            _secrets.Values.Select(entry => entry.Secret).OfType<SecretInput>().ToList(),
            _nodes.Values.ToList(),
            _level?.Level,
            Problems);

        private void AddSecret(ManifestDocument document)
        {
            if (SecretReader.Read(document, Problems) is not { } secret || _secrets.TryAdd(document.Id, (secret, document.Place)))
            {
                return;
            }

            var (first, place) = _secrets[document.Id];
            if (first is null || !SecretReader.Same(first, secret))
            {
                Problems.Add(Twice("Secret", document.Id, place, document.Place, "it is not used"));
                _secrets[document.Id] = (null, place);
            }
        }

        private void AddNode(ManifestDocument document)
        {
            var node = new NodeManifest(document.Name, NodeReader.Labels(document, Problems), document.Place);
            if (!_nodes.TryAdd(node.Name, node)
                && (_nodes[node.Name].Labels.Count != node.Labels.Count || node.Labels.Except(_nodes[node.Name].Labels).Any()))
            {
                Problems.Add(Twice("Node", node.Name, _nodes[node.Name].Place, node.Place, "the first one counts"));
            }
        }

        private void AddLevel(ManifestDocument document)
        {
            if (LogLevelReader.Read(document, Problems) is not { } level)
            {
                return;
            }

            _level ??= (level, document.Place);
            if (_level.Value.Level != level)
            {
                Problems.Add(
                    Twice(ManifestKinds.HostConfiguration, document.Id, _level.Value.Place, document.Place, "the first one counts"));
            }
        }

        private static SourceProblem Twice(string kind, string id, Place first, Place second, string effect) =>
            new(second, $"{kind} `{id}` is defined differently at {first} and at {second}; {effect}");
    }
}
