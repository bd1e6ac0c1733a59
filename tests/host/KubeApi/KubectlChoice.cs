namespace FrrK8s.HostTests.KubeApi;

/// <summary>Which kubectl.</summary>
public enum KubectlChoice
{
    /// <summary>The first one on the PATH, else that of KUBEBUILDER_ASSETS.</summary>
    OnThePath,

    /// <summary>The one that Debian ships, unpacked beside it: years older.</summary>
    OfDebian,
}
