using System.Text.Json;
using System.Text.RegularExpressions;
using FrrK8s.Host.Frr;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Cli;

/// <summary>What a node runs, with where that is known from.</summary>
/// <param name="Name">A path, <c>stdin</c>, <c>vtysh</c> or a FRRNodeState.</param>
/// <param name="Text">The configuration.</param>
internal sealed partial record RunningSide(string Name, ConfigText Text)
{
    private const string Kind = "FRRNodeState";

    /// <summary>
    /// Takes a file for what it is: the text of a configuration, or manifests with the FRRNodeState of the node. Throws
    /// <see cref="InputException"/>.
    /// </summary>
    public static RunningSide Of(ConfigurationFile file, string nodeName)
    {
        var text = file.Content.Reveal();
        if (!IsManifest(text))
        {
            return new RunningSide(file.Name, file.Content);
        }

        var manifests = ManifestReader.Read(file.Name, text);
        if (!manifests.IsReadable)
        {
            throw new InputException($"{manifests.Problems[0].Place}: {manifests.Problems[0].Message}");
        }

        var states = manifests.Documents.Where(document => document.Kind == Kind).ToList();
        var chosen = nodeName.Length > 0 && states.Count > 1 ? states.Where(state => state.Name == nodeName).ToList() : states;
        return (chosen, states) switch
        {
            ([var state], _) => OfState(file.Name, state),
            (_, []) => throw new InputException($"`{file.Name}` holds no {Kind}; one, or the text of a configuration, is wanted"),
            _ => throw new InputException(
                $"`{file.Name}` holds {states.Count} {Kind}s; say which one with --node-name: {string.Join(", ", states.Select(state => state.Name))}"),
        };
    }

    private static RunningSide OfState(string file, ManifestDocument state) =>
        state.Content.TryGetProperty("status", out var status)
        && status.ValueKind == JsonValueKind.Object
        && status.TryGetProperty("runningConfig", out var running)
        && running.ValueKind == JsonValueKind.String
            ? new RunningSide($"{file} {Kind} {state.Name}", new ConfigText(running.GetString()!))
            : throw new InputException($"{state.Place}: {Kind} `{state.Name}` has no status.runningConfig: its daemon has not reported yet");

    private static bool IsManifest(string text) => text.AsSpan().TrimStart() is ['{', ..] || ManifestLine().IsMatch(text);

    [GeneratedRegex("""^\s*(- +)?"?(apiVersion|kind)"?\s*:""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ManifestLine();
}
