namespace FrrK8s.Host.Cli;

/// <summary>The three streams of the program, so that tests can stand in for a terminal.</summary>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error);
