using System.Text.Json;
using FrrK8s.Rules;

namespace FrrK8s.Host.Sources;

/// <summary>Reads the log level that a FRRK8sConfiguration sets. Only the object of the name <c>config</c> counts.</summary>
internal static class LogLevelReader
{
    /// <summary>The levels, by the name that the API gives them.</summary>
    public static readonly IReadOnlyDictionary<string, LogLevel> Levels = new Dictionary<string, LogLevel>(StringComparer.Ordinal)
    {
        ["all"] = LogLevel.All,
        ["debug"] = LogLevel.Debug,
        ["info"] = LogLevel.Info,
        ["warn"] = LogLevel.Warn,
        ["error"] = LogLevel.Error,
        ["none"] = LogLevel.None,
    };

    /// <summary>The level, or null when the object sets none (which is no problem) or cannot (which is one).</summary>
    public static LogLevel? Read(ManifestDocument document, List<SourceProblem> problems)
    {
        if (document.Name != "config")
        {
            problems.Add(new SourceProblem(
                document.PlaceOf("metadata.name"),
                $"FRRK8sConfiguration `{document.Id}` is ignored: only the one of the name `config` counts",
                IsError: false));
            return null;
        }

        if (!document.Content.TryGetProperty("spec", out var spec)
            || spec.ValueKind != JsonValueKind.Object
            || !spec.TryGetProperty("logLevel", out var level)
            || level.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (level.ValueKind == JsonValueKind.String && level.GetString() is { } name)
        {
            if (name.Length == 0)
            {
                return null;
            }

            if (Levels.TryGetValue(name, out var known))
            {
                return known;
            }
        }

        problems.Add(new SourceProblem(
            document.PlaceOf("spec.logLevel"),
            $"FRRK8sConfiguration `{document.Id}`: spec.logLevel: `{level}` is not one of {string.Join(", ", Levels.Keys)}"));
        return null;
    }
}
