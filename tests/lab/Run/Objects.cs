using System.Text.Json;
using FrrK8s.Lab.Processes;

namespace FrrK8s.Lab.Run;

/// <summary>
/// The objects behind the node's configuration, as `frrk8s validate` and `frrk8s merge` tell them. Asked again only
/// when a file has changed.
/// </summary>
internal sealed class Objects(RunOptions options)
{
    private string _stamp = "";
    private IReadOnlyList<ObjectView> _views = [];

    /// <summary>All objects, ordered by name.</summary>
    public async Task<IReadOnlyList<ObjectView>> ReadAsync(CancellationToken cancellationToken)
    {
        var stamp = Stamp();
        if (!string.Equals(stamp, _stamp, StringComparison.Ordinal))
        {
            var validated = AskAsync("validate", cancellationToken);
            var merged = AskAsync("merge", cancellationToken);
            _views = Read(await validated, await merged);
            _stamp = stamp;
        }

        return _views;
    }

    private static IReadOnlyList<ObjectView> Read(JsonElement validated, JsonElement merged)
    {
        var parts = Parts(merged);
        return [.. Elements(validated, "objects").Select(found => View(found, parts))];
    }

    private static ObjectView View(JsonElement found, ILookup<string, string> parts)
    {
        var name = $"{Text(found, "namespace")}/{Text(found, "name")}";
        var verdict = Text(found, "verdict");
        var reason = Elements(found, "problems").Select(problem => Text(problem, "message")).FirstOrDefault();
        return verdict switch
        {
            "notSelected" => new ObjectView(name, "not for this node", "-"),
            _ => new ObjectView(name, verdict, reason ?? string.Join(", ", parts[name].Distinct(StringComparer.Ordinal))),
        };
    }

    // Object to the sections in which it claims something.
    private static ILookup<string, string> Parts(JsonElement merged) =>
    (
        from section in Elements(merged, "merged")
        from field in Elements(section, "fields")
        from claim in Elements(field, "claims")
        select (Object: Text(claim, "object"), Section: $"{Text(section, "section")} {Text(section, "key")}".Trim()))
        .ToLookup(claim => claim.Object, claim => claim.Section, StringComparer.Ordinal);

    private static JsonElement.ArrayEnumerator Elements(JsonElement element, string member) =>
        element.TryGetProperty(member, out var found) ? found.EnumerateArray() : default;

    private static string Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var text) ? text.GetString() ?? "" : "";

    private async Task<JsonElement> AskAsync(string command, CancellationToken cancellationToken)
    {
        var words = LabDaemon.CommandOf(options.Program);
        string[] arguments =
        [
            .. words[1..], command, "--file", options.Samples, "--node-name", LabDaemon.NodeName,
            "--node-labels", LabDaemon.NodeLabels, "--output", "json",
        ];

        // It ends with 1 when an object is refused: that is an answer too.
        var result = await Command.TryAsync(words[0], arguments, cancellationToken: cancellationToken);
        return result.Output.AsSpan().TrimStart() is ['{', ..] ? JsonElement.Parse(result.Output) : JsonElement.Parse("{}");
    }

    private string Stamp() => string.Join(
        '\n',
        new DirectoryInfo(options.Samples).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
}
