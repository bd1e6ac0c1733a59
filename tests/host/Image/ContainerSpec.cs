using System.Text.Json.Nodes;

namespace FrrK8s.HostTests.Image;

/// <summary>A container as a pod's manifest has it, and what kubelet and its runtime make of that.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="Network">The file of the network namespace, which is the node's.</param>
internal sealed record ContainerSpec(string Name, string Network)
{
    /// <summary>In place of the image's entry point.</summary>
    public string? Command { get; init; }

    /// <summary>Behind the command, or the entry point.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What is left when all are dropped and these are added, without `CAP_`.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>`allowPrivilegeEscalation`.</summary>
    public bool MayEscalate { get; init; }

    /// <summary>NAME=VALUE.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Volumes: a folder of the machine, where it is in the container, and whether it can be written.</summary>
    public IReadOnlyList<(string From, string To, bool IsWritable)> Mounts { get; init; } = [];

    /// <summary>Rewrites the configuration that the image has by itself.</summary>
    public JsonObject Apply(JsonObject configuration, string root)
    {
        var process = configuration["process"]!.AsObject();
        process["terminal"] = false;
        process["args"] = Command is null
            ? Strings([(string)process["args"]![0]!, .. Arguments])
            : Strings([Command, .. Arguments]);
        process["env"] = Strings([.. process["env"]!.AsArray().Select(item => (string)item!), .. Environment]);
        process["noNewPrivileges"] = !MayEscalate;
        process["user"]!["additionalGids"] = new JsonArray(180);
        process.Remove("rlimits");

        // What a runtime of Kubernetes does: whoever is not root loses all but the last of these when the program starts.
        var names = Capabilities.Select(name => $"CAP_{name}").ToArray();
        process["capabilities"] = new JsonObject
        {
            ["effective"] = Strings(names),
            ["permitted"] = Strings(names),
            ["bounding"] = Strings(names),
        };
        configuration["root"] = new JsonObject { ["path"] = root, ["readonly"] = true };
        configuration.Remove("hostname");
        configuration["mounts"] = new JsonArray([.. Kernel(configuration), .. Mounts.Select(Volume)]);
        configuration["linux"] = new JsonObject
        {
            ["namespaces"] = new JsonArray(
                new JsonObject { ["type"] = "pid" },
                new JsonObject { ["type"] = "ipc" },
                new JsonObject { ["type"] = "mount" },
                new JsonObject { ["type"] = "network", ["path"] = Network }),
            ["maskedPaths"] = configuration["linux"]!["maskedPaths"]?.DeepClone(),
            ["readonlyPaths"] = configuration["linux"]!["readonlyPaths"]?.DeepClone(),
        };
        return configuration;
    }

    // On the network of the node a runtime shows the machine's own /sys, to read.
    private static IEnumerable<JsonNode> Kernel(JsonObject configuration) => configuration["mounts"]!.AsArray()
        .Where(mount => ((string)mount!["destination"]!).Split('/')[1] is "proc" or "dev")
        .Select(mount => mount!.DeepClone())
        .Append(new JsonObject
        {
            ["destination"] = "/sys",
            ["type"] = "bind",
            ["source"] = "/sys",
            ["options"] = Strings(["rbind", "nosuid", "noexec", "nodev", "ro"]),
        })
        .Append(new JsonObject
        {
            ["destination"] = "/tmp",
            ["type"] = "tmpfs",
            ["source"] = "tmpfs",
            ["options"] = Strings(["nosuid", "nodev", "mode=1777"]),
        });

    private static JsonNode Volume((string From, string To, bool IsWritable) mount) => new JsonObject
    {
        ["destination"] = mount.To,
        ["type"] = "bind",
        ["source"] = mount.From,
        ["options"] = Strings(["rbind", mount.IsWritable ? "rw" : "ro"]),
    };

    private static JsonArray Strings(IEnumerable<string> items) => [.. items.Select(item => (JsonNode)item)];
}
