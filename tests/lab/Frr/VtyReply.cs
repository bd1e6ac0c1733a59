namespace FrrK8s.Lab.Frr;

/// <summary>An FRR daemon's answer to one command; code 0 is success.</summary>
public sealed record VtyReply(int Code, string Text);
