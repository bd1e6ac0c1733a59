using System.Text.Json.Nodes;

namespace FrrK8s.KubeApi.Schema;

/// <summary>A value that a schema refuses.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Type">Why, as the causes of a Status name it: `FieldValueInvalid`, `FieldValueRequired` and others.</param>
/// <param name="Detail">Why, for people.</param>
internal sealed record SchemaFinding(string Path, string Type, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Detail}";

    /// <summary>The cause in a Status.</summary>
    public JsonObject Cause() => new() { ["reason"] = Type, ["message"] = Detail, ["field"] = Path };
}
