namespace FrrK8s.Host.Cleaner;

/// <summary>Which pods are daemons, and how patient the cleaner is.</summary>
/// <param name="Namespace">The daemons' namespace.</param>
/// <param name="Selector">The label selector of their pods.</param>
internal sealed record CleanerSettings(string Namespace, string Selector)
{
    /// <summary>The labels that the reference's deployments give the pods.</summary>
    public const string DefaultSelector = "app.kubernetes.io/component=frr-k8s";

    /// <summary>So long a node must have no daemon before its states go.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often everything is looked at without a reason.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);
}
