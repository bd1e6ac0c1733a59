namespace FrrK8s.HostTests.Deploy;

/// <summary>A test that renders the chart. Without helm it is counted as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HelmFactAttribute : FactAttribute
{
    public const string Reason = "helm is not there; `make setup` gets it where npm is, or can be installed";

    public HelmFactAttribute() => Skip = Tools.Helm is null ? Reason : null;
}
