namespace FrrK8s.HostTests.KubeApi;

/// <summary>A test of what only the server in process can do. On a real one it is counted as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnServerFactAttribute : FactAttribute
{
    public OwnServerFactAttribute() => Skip = ApiServerUnderTest.IsReal ? ApiServerUnderTest.NeedsFaults : null;
}
