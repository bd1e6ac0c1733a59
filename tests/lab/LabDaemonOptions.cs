namespace FrrK8s.Lab;

/// <summary>How `frrk8s daemon` is started in a laboratory.</summary>
/// <param name="Program">An executable, or a .dll that `dotnet` runs.</param>
/// <param name="Manifests">The folder that it follows; unused when it follows an API server.</param>
public sealed record LabDaemonOptions(string Program, string Manifests)
{
    /// <summary>How it reaches the API server that it follows; null when it follows the folder.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The folder of the `bgpd` that rehearses; null for that of the node's FRR.</summary>
    public string? DaemonFolder { get; init; }

    /// <summary>The name of its state folder inside the laboratory's.</summary>
    public string State { get; init; } = "state";

    /// <summary>Options behind those that the laboratory gives.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>Lines of a shell that run first, in the daemon's own mount namespace; they find its state folder in `$0`.</summary>
    public string Before { get; init; } = "";

    /// <summary>Gets each line that it says.</summary>
    public Action<string>? OnLine { get; init; }
}
