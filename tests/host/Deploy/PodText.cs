using System.Text.Json.Nodes;

namespace FrrK8s.HostTests.Deploy;

/// <summary>Pods in manifests: what no API server asks for, and what is wrong all the same.</summary>
internal static class PodText
{
    /// <summary>The spec of the pod that an object is or makes; null when it makes none.</summary>
    public static JsonObject? SpecOf(JsonObject item) => (string?)item["kind"] switch
    {
        "Pod" => item["spec"]!.AsObject(),
        "DaemonSet" or "Deployment" => item["spec"]!["template"]!["spec"]!.AsObject(),
        _ => null,
    };

    /// <summary>The containers of an object.</summary>
    public static IEnumerable<JsonObject> Containers(JsonObject item) => (SpecOf(item)?["containers"]?.AsArray() ?? []).Select(container => container!.AsObject());

    /// <summary>Probes ask at ports that are there, no container is root or may write to the image, and each volume is used.</summary>
    public static void Check(JsonObject item)
    {
        if (SpecOf(item) is not { } pod)
        {
            return;
        }

        var mounted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in Containers(item))
        {
            var name = $"{Chart.NameOf(item)}, container {container["name"]}";
            var ports = (container["ports"]?.AsArray() ?? []).Select(port => (string)port!["name"]!).ToList();
            foreach (var probe in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
            {
                if ((string?)(container[probe]?["httpGet"] ?? container[probe]?["tcpSocket"])?["port"] is { } port)
                {
                    Assert.True(ports.Contains(port), $"{name}: {probe} asks at the port {port}, which it does not have");
                }
            }

            var security = container["securityContext"]!;
            Assert.True((bool)security["readOnlyRootFilesystem"]!, $"{name}: it may write to the image");
            Assert.True((bool?)security["runAsNonRoot"] ?? (bool?)pod["securityContext"]?["runAsNonRoot"] ?? false, $"{name}: it may be root");
            Assert.Equal(["ALL"], security["capabilities"]!["drop"]!.AsArray().Select(one => (string)one!));
            mounted.UnionWith((container["volumeMounts"]?.AsArray() ?? []).Select(mount => (string)mount!["name"]!));
        }

        Assert.Equal((pod["volumes"]?.AsArray() ?? []).Select(volume => (string)volume!["name"]!).Order(StringComparer.Ordinal), mounted.Order(StringComparer.Ordinal));
    }
}
