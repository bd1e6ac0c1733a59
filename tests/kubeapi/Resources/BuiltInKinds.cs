using FrrK8s.KubeApi.Tables;
using k8s.Models;

namespace FrrK8s.KubeApi.Resources;

/// <summary>The kinds that are there without a CRD: those that the product and kubectl touch.</summary>
public static class BuiltInKinds
{
    /// <summary>Namespaces.</summary>
    public static readonly ResourceKind Namespaces = new("", "v1", "namespaces", "Namespace", IsNamespaced: false)
    {
        ShortNames = ["ns"],
        HasStatus = true,
        Columns = [new TableColumn("Status", ".status.phase"), TableColumn.Age],
        Model = typeof(V1Namespace),
    };

    /// <summary>Nodes.</summary>
    public static readonly ResourceKind Nodes = new("", "v1", "nodes", "Node", IsNamespaced: false)
    {
        ShortNames = ["no"],
        HasStatus = true,
        Model = typeof(V1Node),
    };

    /// <summary>Pods.</summary>
    public static readonly ResourceKind Pods = new("", "v1", "pods", "Pod", IsNamespaced: true)
    {
        ShortNames = ["po"],
        HasStatus = true,
        Categories = ["all"],
        Columns = [new TableColumn("Status", ".status.phase"), TableColumn.Age, new TableColumn("Node", ".spec.nodeName") { Priority = 1 }],
        Model = typeof(V1Pod),
    };

    /// <summary>Secrets.</summary>
    public static readonly ResourceKind Secrets = new("", "v1", "secrets", "Secret", IsNamespaced: true)
    {
        Columns = [new TableColumn("Type", ".type"), TableColumn.Age],
        Model = typeof(V1Secret),
    };

    /// <summary>ConfigMaps.</summary>
    public static readonly ResourceKind ConfigMaps = new("", "v1", "configmaps", "ConfigMap", IsNamespaced: true) { ShortNames = ["cm"], Model = typeof(V1ConfigMap) };

    /// <summary>Services.</summary>
    public static readonly ResourceKind Services = new("", "v1", "services", "Service", IsNamespaced: true) { ShortNames = ["svc"], HasStatus = true, Model = typeof(V1Service) };

    /// <summary>Service accounts.</summary>
    public static readonly ResourceKind ServiceAccounts = new("", "v1", "serviceaccounts", "ServiceAccount", IsNamespaced: true) { ShortNames = ["sa"], Model = typeof(V1ServiceAccount) };

    /// <summary>Events.</summary>
    public static readonly ResourceKind Events = new("", "v1", "events", "Event", IsNamespaced: true)
    {
        ShortNames = ["ev"],
        Columns =
        [
            new TableColumn("Last Seen", ".lastTimestamp") { Type = "date" },
            new TableColumn("Type", ".type"),
            new TableColumn("Reason", ".reason"),
            new TableColumn("Object", ".involvedObject.name"),
            new TableColumn("Message", ".message"),
        ],
        Model = typeof(Corev1Event),
    };

    /// <summary>Leases.</summary>
    public static readonly ResourceKind Leases = new("coordination.k8s.io", "v1", "leases", "Lease", IsNamespaced: true) { Model = typeof(V1Lease) };

    /// <summary>Definitions of custom resources.</summary>
    public static readonly ResourceKind Definitions =
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", IsNamespaced: false)
        {
            ShortNames = ["crd", "crds"],
            HasStatus = true,
            HasGeneration = true,
        };

    /// <summary>Validating webhooks.</summary>
    public static readonly ResourceKind ValidatingWebhooks =
        new("admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", IsNamespaced: false)
        {
            HasGeneration = true,
            Model = typeof(V1ValidatingWebhookConfiguration),
        };

    /// <summary>Questions who a token is.</summary>
    public static readonly ResourceKind TokenReviews =
        new("authentication.k8s.io", "v1", "tokenreviews", "TokenReview", IsNamespaced: false) { IsReview = true };

    /// <summary>Questions what somebody may do.</summary>
    public static readonly ResourceKind SubjectAccessReviews =
        new("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", IsNamespaced: false) { IsReview = true };

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ResourceKind> All =
    [
        Namespaces, Nodes, Pods, Secrets, ConfigMaps, Services, ServiceAccounts, Events, Leases,
        Definitions, ValidatingWebhooks, TokenReviews, SubjectAccessReviews,
        .. DeploymentKinds.All,
    ];
}
