namespace FrrK8s.HostTests.KubeApi;

/// <summary>The same as <see cref="OwnServerFactAttribute"/> for a test of several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnServerTheoryAttribute : TheoryAttribute
{
    public OwnServerTheoryAttribute() => Skip = ApiServerUnderTest.IsReal ? ApiServerUnderTest.NeedsFaults : null;
}
