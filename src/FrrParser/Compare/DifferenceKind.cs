namespace FrrK8s.FrrParser.Compare;

/// <summary>How a statement differs.</summary>
public enum DifferenceKind
{
    /// <summary>It is intended and does not run.</summary>
    Missing,

    /// <summary>It runs and is not intended.</summary>
    Surplus,

    /// <summary>It runs with another value than the intended one.</summary>
    Changed,
}
