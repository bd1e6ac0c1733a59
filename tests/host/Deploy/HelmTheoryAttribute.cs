namespace FrrK8s.HostTests.Deploy;

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HelmTheoryAttribute : TheoryAttribute
{
    public HelmTheoryAttribute() => Skip = Tools.Helm is null ? HelmFactAttribute.Reason : null;
}
