using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>A version of an object and what was read of it: what has the same uid and resource version is not read again.</summary>
/// <param name="Uid"><c>metadata.uid</c>, empty where there is none.</param>
/// <param name="ResourceVersion"><c>metadata.resourceVersion</c>, empty for one that is not stored yet.</param>
internal sealed record KnownObject(string Uid, string ResourceVersion, Declaration Declaration);
