namespace FrrK8s.KubeApi.Cel;

/// <summary>The variables that a rule sees: `self`, and those of the macros around.</summary>
internal sealed record CelScope(string Name, object? Value, CelScope? Outer)
{
    /// <summary>The value of a variable.</summary>
    public object? this[string name] =>
        name == Name ? Value : (Outer ?? throw new CelException($"undeclared reference to '{name}'"))[name];
}
