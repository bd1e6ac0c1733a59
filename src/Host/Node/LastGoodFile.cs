using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>The last configuration that FRR took, kept on the disk (mode 0600) for the next start.</summary>
internal sealed class LastGoodFile(string stateDir)
{
    private readonly string _path = Path.Combine(stateDir, "last-good.conf");

    /// <summary>The configuration, or null when there is none.</summary>
    public ConfigText? Load() => File.Exists(_path) ? new ConfigText(File.ReadAllText(_path)) : null;

    /// <summary>Keeps a configuration.</summary>
    public void Save(ConfigText text) => PrivateFile.Write(_path, text.Reveal());
}
