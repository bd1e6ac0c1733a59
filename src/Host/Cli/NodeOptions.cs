using System.CommandLine;
using System.Net;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;
using FrrK8s.Rules;
using NodeSettings = FrrK8s.Host.Node.NodeSettings;

namespace FrrK8s.Host.Cli;

/// <summary>The options that say what node a configuration is for; <c>render</c>, <c>daemon</c> and the others share them.</summary>
internal sealed class NodeOptions(string defaultNode = "the only Node manifest, if there is one")
{
    private readonly Option<string> _nodeName = new("--node-name")
    {
        HelpName = "NAME",
        Description = "The node that the configuration is for: chooses among Node manifests, and without a Node manifest "
            + $"gives the node the label kubernetes.io/hostname=NAME. Default: {defaultNode}.",
    };

    private readonly Option<string[]> _nodeLabels = new("--node-labels")
    {
        HelpName = "KEY=VALUE,...",
        Description = "Labels of the node, for nodeSelector; they win over those of a Node manifest. Default: none.",
    };

    private readonly Option<string[]> _alwaysBlock = new("--always-block")
    {
        HelpName = "CIDR,...",
        Description = "Prefixes that are never learned from any neighbor, with all that lie inside them, "
            + "for example the pod network. Default: none.",
    };

    private readonly Option<string> _logLevel = new("--log-level")
    {
        HelpName = "LEVEL",
        Description = "all, debug, info, warn, error or none; a FRRK8sConfiguration named `config` wins.",
        DefaultValueFactory = _ => "info",
    };

    private readonly Option<string?> _hostname = new("--hostname")
    {
        HelpName = "NAME",
        Description = "The hostname line of the configuration; an empty name leaves the line out. Default: this machine's name.",
    };

    private readonly Option<string> _fallbackRouterId = new("--fallback-router-id")
    {
        HelpName = "auto|none|A.B.C.D",
        Description = "The router id of routers that name none. auto: made from the host name, on a machine that has no IPv4 "
            + "address besides loopback; none: FRR chooses.",
        DefaultValueFactory = _ => "auto",
    };

    private readonly Option<string> _conflictPolicy = new("--conflict-policy")
    {
        HelpName = "isolate|freeze",
        Description = "What a refused object means. isolate: it contributes nothing and the rest goes on; "
            + "freeze: the node keeps its last good configuration.",
        DefaultValueFactory = _ => "isolate",
    };

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        _logLevel.AcceptOnlyFromAmong([.. LogLevelReader.Levels.Keys]);
        _conflictPolicy.AcceptOnlyFromAmong("isolate", "freeze");
        _fallbackRouterId.CompletionSources.Add("auto", "none");
        command.Options.Add(_nodeName);
        command.Options.Add(_nodeLabels);
        command.Options.Add(_alwaysBlock);
        command.Options.Add(_logLevel);
        command.Options.Add(_hostname);
        command.Options.Add(_fallbackRouterId);
        command.Options.Add(_conflictPolicy);
    }

    /// <summary>The settings that the command line gives. Throws <see cref="UsageException"/>.</summary>
    public NodeSettings Read(ParseResult line)
    {
        var hostname = line.GetValue(_hostname) ?? Dns.GetHostName();
        return new NodeSettings
        {
            NodeName = line.GetValue(_nodeName) ?? "",
            NodeLabels = ReadLabels(line.GetValue(_nodeLabels) ?? []),
            AlwaysBlock = ReadBlocks(line.GetValue(_alwaysBlock) ?? []),
            LogLevel = LogLevelReader.Levels[line.GetValue(_logLevel)!],
            Hostname = hostname,
            FallbackRouterId = ReadRouterId(line.GetValue(_fallbackRouterId)!, hostname),
            Policy = line.GetValue(_conflictPolicy) == "freeze" ? ConflictPolicy.Freeze : ConflictPolicy.Isolate,
        };
    }

    private static Dictionary<string, string> ReadLabels(string[] values)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var label in Items(values))
        {
            var parts = label.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is not [{ Length: > 0 }, _])
            {
                throw new UsageException($"--node-labels: `{label}` is no label; KEY=VALUE is wanted, several with commas between");
            }

            labels[parts[0]] = parts[1];
        }

        return labels;
    }

    private static List<string> ReadBlocks(string[] values)
    {
        var blocks = Items(values).ToList();
        foreach (var block in blocks)
        {
            if (Engine.CheckAlwaysBlock(block) is { } reason)
            {
                throw new UsageException($"--always-block: {reason}");
            }
        }

        return blocks;
    }

    private static string ReadRouterId(string value, string hostname) => value switch
    {
        "auto" => RouterIds.ForThisMachine(hostname),
        "none" or "" => "",
        _ when value.Split('.') is { Length: 4 } octets && octets.All(octet => byte.TryParse(octet, out _)) && value != "0.0.0.0" =>
            value,
        _ => throw new UsageException($"--fallback-router-id: `{value}` is neither auto, none nor an IPv4 address"),
    };

    private static IEnumerable<string> Items(string[] values) => values.SelectMany(
        value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
