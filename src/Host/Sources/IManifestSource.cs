namespace FrrK8s.Host.Sources;

/// <summary>Where manifests come from while the daemon runs. Level-triggered: it is asked what is, not told what happened.</summary>
internal interface IManifestSource
{
    /// <summary>What is in force now.</summary>
    SourceLook Look();
}
