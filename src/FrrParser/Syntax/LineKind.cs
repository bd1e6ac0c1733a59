namespace FrrK8s.FrrParser.Syntax;

/// <summary>What FRR's reader does with a line (S-3).</summary>
public enum LineKind
{
    /// <summary>It is a command.</summary>
    Statement,

    /// <summary>It leaves contexts: <c>exit</c>, <c>quit</c>, <c>end</c>, <c>exit-address-family</c> and its like.</summary>
    Closing,

    /// <summary>It begins with <c>!</c> or <c>#</c>.</summary>
    Comment,

    /// <summary>Nothing but blanks.</summary>
    Blank,

    /// <summary>What <c>show running-config</c> says before the configuration.</summary>
    Banner,
}
