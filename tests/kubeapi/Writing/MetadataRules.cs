using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FrrK8s.KubeApi.Schema;

namespace FrrK8s.KubeApi.Writing;

/// <summary>What names and labels may look like.</summary>
internal static partial class MetadataRules
{
    private const string SubdomainSaid =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

    private static readonly string[] Known =
    [
        "name", "namespace", "generateName", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp",
        "deletionGracePeriodSeconds", "labels", "annotations", "ownerReferences", "finalizers", "managedFields", "selfLink",
    ];

    /// <summary>What is wrong with the metadata; fields that nobody knows are dropped.</summary>
    public static IEnumerable<SchemaFinding> Check(JsonObject metadata)
    {
        foreach (var name in metadata.Select(field => field.Key).Except(Known, StringComparer.Ordinal).ToArray())
        {
            metadata.Remove(name);
        }

        var given = (string)metadata["name"]!;
        if (!IsSubdomain(given))
        {
            yield return new("metadata.name", "FieldValueInvalid", $"Invalid value: \"{given}\": {SubdomainSaid}");
        }

        foreach (var (key, value) in metadata["labels"] as JsonObject ?? [])
        {
            if (!IsKey(key))
            {
                yield return new("metadata.labels", "FieldValueInvalid", $"Invalid value: \"{key}\": name part must consist of alphanumeric characters, '-', '_' or '.'");
            }

            if (value is not JsonValue text || !text.TryGetValue<string>(out var said) || !IsLabel(said))
            {
                yield return new(
                    "metadata.labels",
                    "FieldValueInvalid",
                    $"Invalid value: {value?.ToJsonString()}: a valid label must be an empty string or consist of at most 63 alphanumeric characters, '-', '_' or '.'");
            }
        }

        foreach (var key in (metadata["annotations"] as JsonObject ?? []).Select(pair => pair.Key).Where(key => !IsKey(key)))
        {
            yield return new("metadata.annotations", "FieldValueInvalid", $"Invalid value: \"{key}\": name part must consist of alphanumeric characters, '-', '_' or '.'");
        }

        foreach (var owner in metadata["ownerReferences"] as JsonArray ?? [])
        {
            foreach (var name in (string[])["apiVersion", "kind", "name", "uid"])
            {
                if ((string?)owner?[name] is not { Length: > 0 })
                {
                    yield return new($"metadata.ownerReferences.{name}", "FieldValueInvalid", "Invalid value: \"\": must not be empty");
                }
            }
        }

    }

    private static bool IsSubdomain(string name) => name.Length <= 253 && Subdomain.IsMatch(name);

    private static bool IsKey(string key)
    {
        var parts = key.Split('/');
        return parts.Length switch
        {
            1 => Label.IsMatch(parts[0]) && parts[0].Length <= 63,
            2 => IsSubdomain(parts[0]) && Label.IsMatch(parts[1]) && parts[1].Length <= 63,
            _ => false,
        };
    }

    private static bool IsLabel(string value) => value.Length == 0 || (value.Length <= 63 && Label.IsMatch(value));

    [GeneratedRegex(@"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subdomain { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label { get; }
}
