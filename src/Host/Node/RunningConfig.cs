using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>What <c>show running-config</c> prints, as a text that FRR can load and as one that anybody may see.</summary>
internal static class RunningConfig
{
    /// <summary>The configuration without the sentences that vtysh prints above it.</summary>
    public static ConfigText Loadable(ConfigText running) => new(string.Concat(
        LineSplitter.Split(running.Reveal())
            .SkipWhile(line => !line.Text.StartsWith('!'))
            .Select(line => line.ToString())));

    /// <summary>The whole output with its secrets masked.</summary>
    public static string Public(ConfigText running) => SecretMask.MaskConfiguration(running.Reveal());
}
