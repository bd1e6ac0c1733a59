using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Cel;
using FrrK8s.KubeApi.Http;
using FrrK8s.KubeApi.Resources;

namespace FrrK8s.KubeApi.Admission;

/// <summary>Holds writes against the ValidatingAdmissionPolicies that a binding puts in force. Parameters and selectors are not known here, and refused.</summary>
internal static class PolicyJudge
{
    /// <summary>Throws when a policy refuses the request, or cannot be asked and fails closed.</summary>
    public static void Judge(ServerState server, ApiCall call, string operation, Func<JsonObject> review)
    {
        if (call.Kind.Group == DeploymentKinds.Policies.Group)
        {
            return;
        }

        foreach (var binding in server.Store.List(DeploymentKinds.PolicyBindings, null).Items)
        {
            var bound = binding.Json.GetProperty("spec");
            if (bound.TryGetProperty("paramRef", out _) || bound.TryGetProperty("matchResources", out _))
            {
                throw new NotSupportedException("paramRef and matchResources of a ValidatingAdmissionPolicyBinding are not evaluated by this server");
            }

            var name = bound.GetProperty("policyName").GetString()!;
            var denies = bound.GetProperty("validationActions").EnumerateArray().Any(action => action.GetString() == "Deny");
            if (denies && server.Store.Find(DeploymentKinds.Policies, null, name) is { } policy)
            {
                Judge(call, operation, review(), (Policy: name, Binding: binding.Name), policy.Json.GetProperty("spec"));
            }
        }
    }

    private static void Judge(ApiCall call, string operation, JsonObject request, (string Policy, string Binding) names, JsonElement spec)
    {
        if (!spec.GetProperty("matchConstraints").GetProperty("resourceRules").EnumerateArray().Any(rule => WebhookRules.IsNamed(rule, call, operation)))
        {
            return;
        }

        var variables = new JsonObject();
        var scope = new CelScope("request", request, null);
        scope = new CelScope("object", CelOperators.From(request["object"]), scope);
        scope = new CelScope("oldObject", CelOperators.From(request["oldObject"]), scope);
        try
        {
            if (!Entries(spec, "matchConditions").All(condition => Evaluate(condition, scope) is true))
            {
                return;
            }

            foreach (var variable in Entries(spec, "variables"))
            {
                variables[variable.GetProperty("name").GetString()!] = Node(Evaluate(variable, new CelScope("variables", variables, scope)));
            }

            foreach (var validation in Entries(spec, "validations"))
            {
                if (Evaluate(validation, new CelScope("variables", variables, scope)) is not true)
                {
                    Deny(call, names, validation.GetProperty("message").GetString()!);
                }
            }
        }
        catch (CelException failure) when (spec.GetProperty("failurePolicy").GetString() == "Fail")
        {
            Deny(call, names, failure.Message);
        }
        catch (CelException)
        {
            // It lets in what it cannot judge.
        }
    }

    private static void Deny(ApiCall call, (string Policy, string Binding) names, string message) => throw new ApiFailure(
        403,
        "Forbidden",
        $"{call.Kind.QualifiedPlural} \"{call.Name}\" is forbidden: ValidatingAdmissionPolicy '{names.Policy}' with binding '{names.Binding}' denied request: {message}",
        ApiFailure.Details(call.Kind, call.Name));

    private static IEnumerable<JsonElement> Entries(JsonElement spec, string name) =>
        spec.TryGetProperty(name, out var list) ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static object? Evaluate(JsonElement entry, CelScope scope) => CelParser.Parse(entry.GetProperty("expression").GetString()!)(scope);

    // What the language has as text and truth, as JSON again: variables are fields of an object.
    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth,
        long number => number,
        JsonNode node => node.DeepClone(),
        List<object?> list => new JsonArray([.. list.Select(Node)]),
        _ => throw new CelException($"a variable of the type {value.GetType().Name} is not known here"),
    };
}
