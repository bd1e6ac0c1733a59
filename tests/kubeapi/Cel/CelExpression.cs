namespace FrrK8s.KubeApi.Cel;

/// <summary>A part of a rule that was read: what it is worth for given variables. Throws <see cref="CelException"/>.</summary>
internal delegate object? CelExpression(CelScope scope);
