using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.Faults;

/// <summary>The stage of the installed FRR.</summary>
public sealed class InstalledFaultStage() : FaultStage(FrrRelease.Installed);
