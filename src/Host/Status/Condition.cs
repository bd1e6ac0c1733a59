namespace FrrK8s.Host.Status;

/// <summary>A condition, as Kubernetes has them.</summary>
/// <param name="Type"><c>Converted</c>, <c>Applied</c> or <c>InSync</c>.</param>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Reason">Why, in one CamelCase word.</param>
/// <param name="Message">Why, for people; without secrets.</param>
/// <param name="Since">When the status became what it is, RFC 3339.</param>
internal sealed record Condition(string Type, string Status, string Reason, string Message, string Since);
