using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.Quiet;

/// <summary>The stage of the installed FRR.</summary>
public sealed class InstalledQuietStage() : QuietStage(FrrRelease.Installed);
