namespace FrrK8s.Lab.Run;

/// <summary>One manifest object: what became of it, and what of the node's configuration it has a part in.</summary>
internal sealed record ObjectView(string Name, string Verdict, string Part);
