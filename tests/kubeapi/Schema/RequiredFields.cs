using k8s.Models;

namespace FrrK8s.KubeApi.Schema;

/// <summary>Which fields have to be there, by Kubernetes' description of its API 1.35: the classes of the client library do not say it. Types that manifests here use.</summary>
internal static class RequiredFields
{
    private static readonly Dictionary<Type, string[]> Known = new()
    {
        [typeof(V1Deployment)] = ["spec"],
        [typeof(V1DaemonSet)] = ["spec"],
        [typeof(V1DeploymentSpec)] = ["selector", "template"],
        [typeof(V1DaemonSetSpec)] = ["selector", "template"],
        [typeof(V1PodSpec)] = ["containers"],
        [typeof(V1Container)] = ["name", "image"],
        [typeof(V1ContainerPort)] = ["containerPort"],
        [typeof(V1EnvVar)] = ["name"],
        [typeof(V1ObjectFieldSelector)] = ["fieldPath"],
        [typeof(V1HTTPGetAction)] = ["port"],
        [typeof(V1SeccompProfile)] = ["type"],
        [typeof(V1Volume)] = ["name"],
        [typeof(V1VolumeMount)] = ["mountPath", "name"],
        [typeof(V1HostPathVolumeSource)] = ["path"],
        [typeof(V1NodeSelector)] = ["nodeSelectorTerms"],
        [typeof(V1NodeSelectorRequirement)] = ["key", "operator"],
        [typeof(V1LabelSelectorRequirement)] = ["key", "operator"],
        [typeof(V1PodAffinityTerm)] = ["topologyKey"],
        [typeof(V1WeightedPodAffinityTerm)] = ["podAffinityTerm", "weight"],
        [typeof(V1PreferredSchedulingTerm)] = ["preference", "weight"],
        [typeof(V1ServicePort)] = ["port"],
        [typeof(V1PolicyRule)] = ["verbs"],
        [typeof(V1RoleRef)] = ["apiGroup", "kind", "name"],
        [typeof(V1RoleBinding)] = ["roleRef"],
        [typeof(V1ClusterRoleBinding)] = ["roleRef"],
        [typeof(Rbacv1Subject)] = ["kind", "name"],
        [typeof(V1NetworkPolicySpec)] = [],
        [typeof(V1ValidatingWebhook)] = ["admissionReviewVersions", "clientConfig", "name", "sideEffects"],
        [typeof(Admissionregistrationv1ServiceReference)] = ["name", "namespace"],
        [typeof(V1MatchCondition)] = ["expression", "name"],
        [typeof(V1Validation)] = ["expression"],
        [typeof(V1Variable)] = ["expression", "name"],
        [typeof(V1ValidatingAdmissionPolicyBindingSpec)] = ["policyName", "validationActions"],
    };

    /// <summary>The fields that an object of a class has to have.</summary>
    public static IReadOnlyList<string> Of(Type type) => Known.GetValueOrDefault(type) ?? [];
}
