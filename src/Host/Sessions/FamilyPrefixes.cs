namespace FrrK8s.Host.Sessions;

/// <summary>Prefixes that one session carries in one address family.</summary>
/// <param name="Family">FRR's name, for example <c>ipv4Unicast</c>.</param>
/// <param name="Sent">Told to the neighbor.</param>
/// <param name="Accepted">Learned from it, behind the filters.</param>
internal sealed record FamilyPrefixes(string Family, long Sent, long Accepted);
