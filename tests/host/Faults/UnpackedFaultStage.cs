using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.Faults;

/// <summary>The stage of the unpacked FRR.</summary>
public sealed class UnpackedFaultStage() : FaultStage(FrrRelease.Unpacked);
