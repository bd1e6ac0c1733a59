using FrrK8s.KubeApi.Schema;
using FrrK8s.KubeApi.Tables;

namespace FrrK8s.KubeApi.Resources;

/// <summary>A kind of object that the server keeps, as discovery tells of it.</summary>
public sealed record ResourceKind(string Group, string Version, string Plural, string Kind, bool IsNamespaced)
{
    /// <summary>The name of one.</summary>
    public string Singular { get; init; } = Kind.ToLowerInvariant();

    /// <summary>What kubectl takes for the name as well.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Groups of kinds that kubectl shows together.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Whether `/status` is written apart from the rest.</summary>
    public bool HasStatus { get; init; }

    /// <summary>Whether `metadata.generation` counts the changes of what is asked for.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>Whether the kind only answers and keeps nothing.</summary>
    public bool IsReview { get; init; }

    /// <summary>What kubectl shows beside the name.</summary>
    internal IReadOnlyList<TableColumn> Columns { get; init; } = [TableColumn.Age];

    /// <summary>The schema of a custom resource.</summary>
    internal StructuralSchema? Schema { get; init; }

    /// <summary>The class that the client library has for the kind: what its fields are, and of what type.</summary>
    internal Type? Model { get; init; }

    /// <summary>Whether a CRD made it.</summary>
    public bool IsCustom => Schema is not null;

    /// <summary>What objects write into `apiVersion`.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>What messages call it.</summary>
    public string QualifiedPlural => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>Where its URLs begin.</summary>
    public string Root => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";

    /// <summary>What discovery says can be done with it.</summary>
    internal IReadOnlyList<string> Verbs => IsReview
        ? ["create"]
        : ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
}
