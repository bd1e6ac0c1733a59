using System.Reflection;
using Xunit.Sdk;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>Runs a theory with one kubectl. Where that one is not there it is counted as skipped, with the reason, and never as passed.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class WithKubectlAttribute : DataAttribute
{
    public WithKubectlAttribute(KubectlChoice choice)
    {
        Choice = choice;
        Skip = KubectlPrograms.Missing(choice);
    }

    /// <summary>Which one; the first argument of the theory.</summary>
    public KubectlChoice Choice { get; }

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Choice]];
}
