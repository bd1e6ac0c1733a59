using k8s.Models;

namespace FrrK8s.KubeApi.Resources;

/// <summary>The kinds that manifests deploy with. Nothing acts on them here: they are checked and kept.</summary>
public static class DeploymentKinds
{
    private const string Rbac = "rbac.authorization.k8s.io";

    /// <summary>Deployments.</summary>
    public static readonly ResourceKind Deployments = new("apps", "v1", "deployments", "Deployment", IsNamespaced: true)
    {
        ShortNames = ["deploy"],
        HasStatus = true,
        HasGeneration = true,
        Model = typeof(V1Deployment),
    };

    /// <summary>DaemonSets.</summary>
    public static readonly ResourceKind DaemonSets = new("apps", "v1", "daemonsets", "DaemonSet", IsNamespaced: true)
    {
        ShortNames = ["ds"],
        HasStatus = true,
        HasGeneration = true,
        Model = typeof(V1DaemonSet),
    };

    /// <summary>Roles.</summary>
    public static readonly ResourceKind Roles = new(Rbac, "v1", "roles", "Role", IsNamespaced: true) { Model = typeof(V1Role) };

    /// <summary>Cluster roles.</summary>
    public static readonly ResourceKind ClusterRoles = new(Rbac, "v1", "clusterroles", "ClusterRole", IsNamespaced: false) { Model = typeof(V1ClusterRole) };

    /// <summary>Role bindings.</summary>
    public static readonly ResourceKind RoleBindings = new(Rbac, "v1", "rolebindings", "RoleBinding", IsNamespaced: true) { Model = typeof(V1RoleBinding) };

    /// <summary>Cluster role bindings.</summary>
    public static readonly ResourceKind ClusterRoleBindings =
        new(Rbac, "v1", "clusterrolebindings", "ClusterRoleBinding", IsNamespaced: false) { Model = typeof(V1ClusterRoleBinding) };

    /// <summary>Network policies.</summary>
    public static readonly ResourceKind NetworkPolicies =
        new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", IsNamespaced: true) { ShortNames = ["netpol"], Model = typeof(V1NetworkPolicy) };

    /// <summary>Pod disruption budgets.</summary>
    public static readonly ResourceKind DisruptionBudgets = new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", IsNamespaced: true)
    {
        ShortNames = ["pdb"],
        HasStatus = true,
        HasGeneration = true,
        Model = typeof(V1PodDisruptionBudget),
    };

    /// <summary>Validating admission policies.</summary>
    public static readonly ResourceKind Policies =
        new("admissionregistration.k8s.io", "v1", "validatingadmissionpolicies", "ValidatingAdmissionPolicy", IsNamespaced: false)
        {
            HasStatus = true,
            HasGeneration = true,
            Model = typeof(V1ValidatingAdmissionPolicy),
        };

    /// <summary>What puts a policy in force.</summary>
    public static readonly ResourceKind PolicyBindings =
        new("admissionregistration.k8s.io", "v1", "validatingadmissionpolicybindings", "ValidatingAdmissionPolicyBinding", IsNamespaced: false)
        {
            HasGeneration = true,
            Model = typeof(V1ValidatingAdmissionPolicyBinding),
        };

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ResourceKind> All =
    [
        Deployments, DaemonSets, Roles, ClusterRoles, RoleBindings, ClusterRoleBindings, NetworkPolicies, DisruptionBudgets, Policies, PolicyBindings,
    ];
}
