using FrrK8s.Lab.Frr;

namespace FrrK8s.HostTests.Quiet;

/// <summary>The stage of the unpacked FRR.</summary>
public sealed class UnpackedQuietStage() : QuietStage(FrrRelease.Unpacked);
