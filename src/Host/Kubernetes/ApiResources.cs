namespace FrrK8s.Host.Kubernetes;

/// <summary>The kinds that this program reads and writes.</summary>
internal static class ApiResources
{
    private const string Own = "frrk8s.metallb.io";

    public static readonly ApiResource FrrConfigurations = new(Own, "v1beta1", "frrconfigurations", "FRRConfiguration", true);

    public static readonly ApiResource FrrNodeStates = new(Own, "v1beta1", "frrnodestates", "FRRNodeState", false);

    public static readonly ApiResource BgpSessionStates = new(Own, "v1beta1", "bgpsessionstates", "BGPSessionState", true);

    public static readonly ApiResource HostConfigurations = new(Own, "v1beta1", "frrk8sconfigurations", "FRRK8sConfiguration", true);

    public static readonly ApiResource Nodes = new("", "v1", "nodes", "Node", false);

    public static readonly ApiResource Secrets = new("", "v1", "secrets", "Secret", true);

    public static readonly ApiResource Pods = new("", "v1", "pods", "Pod", true);

    public static readonly ApiResource Events = new("", "v1", "events", "Event", true);

    public static readonly ApiResource Roles = new("rbac.authorization.k8s.io", "v1", "roles", "Role", true);

    public static readonly ApiResource TokenReviews = new("authentication.k8s.io", "v1", "tokenreviews", "TokenReview", false);

    public static readonly ApiResource SubjectAccessReviews =
        new("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", false);

    public static readonly ApiResource ValidatingWebhookConfigurations = new(
        "admissionregistration.k8s.io", "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", false);
}
