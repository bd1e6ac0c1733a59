using System.Text.Json;

namespace FrrK8s.KubeApi.Tables;

/// <summary>A column that `kubectl get` shows: where its value stands in an object.</summary>
internal sealed record TableColumn(string Name, string Path)
{
    /// <summary>How old the object is.</summary>
    public static readonly TableColumn Age = new("Age", ".metadata.creationTimestamp") { Type = "date" };

    /// <summary>`string`, `integer`, `boolean` or `date`.</summary>
    public string Type { get; init; } = "string";

    /// <summary>Above 0: shown by `-o wide` only.</summary>
    public int Priority { get; init; }

    /// <summary>What it is.</summary>
    public string Description { get; init; } = "";

    /// <summary>The column of a CRD.</summary>
    public static TableColumn Read(JsonElement column) =>
        new(column.GetProperty("name").GetString()!, column.GetProperty("jsonPath").GetString()!)
        {
            Type = column.GetProperty("type").GetString()!,
            Priority = column.TryGetProperty("priority", out var priority) ? priority.GetInt32() : 0,
            Description = column.TryGetProperty("description", out var description) ? description.GetString()! : "",
        };
}
