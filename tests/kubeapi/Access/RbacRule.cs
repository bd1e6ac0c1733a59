namespace FrrK8s.KubeApi.Access;

/// <summary>One thing that one account may do: what a rule of a role says for one verb and one resource.</summary>
/// <param name="Account">Who.</param>
/// <param name="Role">By which role: `Role name` or `ClusterRole name`.</param>
/// <param name="Group">Of the resource; empty for the core.</param>
/// <param name="Resource">With its subresource, as roles write it.</param>
/// <param name="Verb">What.</param>
/// <param name="Names">To which objects; with commas between, empty for all.</param>
/// <param name="Namespace">Where; null for everywhere.</param>
public sealed record RbacRule(string Account, string Role, string Group, string Resource, string Verb, string Names, string? Namespace);
