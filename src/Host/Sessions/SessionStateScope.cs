namespace FrrK8s.Host.Sessions;

/// <summary>Whose BGPSessionStates are written, and where.</summary>
/// <param name="Pod">The name of the daemon's own Pod, which owns them; empty when it is not known.</param>
internal sealed record SessionStateScope(string Node, string Namespace, string Pod);
