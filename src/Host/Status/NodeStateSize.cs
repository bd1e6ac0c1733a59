using System.Text;
using System.Text.Encodings.Web;

namespace FrrK8s.Host.Status;

/// <summary>
/// Makes a state fit into an object of the API: what cannot be stored is worth nothing. The server's store takes 1.5 MiB of an object. What is left out is
/// said where it stood, with how much it is.
/// </summary>
internal static class NodeStateSize
{
    /// <summary>The most bytes of a status, as JSON.</summary>
    public const int Most = 1_000_000;

    // CRD and convention: a message of a condition has at most 32 KiB.
    private const int MostResult = 64 * 1024;
    private const int MostMessage = 16 * 1024;
    private const int MostOfAnObject = 2048;
    private const int MostOfMany = 256;
    private const int Few = 100;
    private const int MostObjects = 1000;

    /// <summary>The state, or as much of it as fits.</summary>
    public static NodeState Fit(NodeState state)
    {
        var most = state.Configurations.Count > Few ? MostOfMany : MostOfAnObject;
        var small = state with
        {
            LastConversionResult = Cut(state.LastConversionResult, MostResult),
            LastReloadResult = Cut(state.LastReloadResult, MostMessage),
            Conditions = [.. state.Conditions.Select(condition => condition with { Message = Cut(condition.Message, MostMessage) })],
            // Those that something is wrong with are what somebody looks for.
            Configurations =
            [
                .. state.Configurations
                    .OrderBy(one => one is { IsAccepted: true, IsApplied: true })
                    .Take(MostObjects)
                    .OrderBy(one => one.Namespace, StringComparer.Ordinal)
                    .ThenBy(one => one.Name, StringComparer.Ordinal)
                    .Select(one => one with { Message = Cut(one.Message, most) }),
            ],
        };
        var rest = Most - NodeStateJson.Size(small with { RunningConfig = "" });
        return small with { RunningConfig = CutLines(state.RunningConfig, rest) };
    }

    private static string CutLines(string text, int most)
    {
        if (Bytes(text) <= most)
        {
            return text;
        }

        const int note = 200;
        var (end, used) = (0, 0);
        while (text.IndexOf('\n', end) is var next and >= 0 && used + Bytes(text[end..(next + 1)]) is var more && more <= most - note)
        {
            (end, used) = (next + 1, more);
        }

        var left = text.AsSpan(end).TrimEnd('\n').Count('\n') + 1;
        return $"{text[..end]}! {left} more lines are left out: the whole would not fit into an object of the API; `frrk8s` and `vtysh` on the node show it\n";
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return $"{text[..end]} … ({text.Length - end} more characters)";
    }

    // As it is written, escapes included.
    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(JavaScriptEncoder.Default.Encode(text));
}
