using System.Text;
using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.Host.Cli;

/// <summary>
/// A running configuration as a status shows it: with <c>***</c>, or the reference's <c>&lt;retracted&gt;</c>, in the place of
/// secrets. Such a secret is equal to any, so the intended statement of the same words is given the same mask.
/// </summary>
internal sealed class MaskedSecrets
{
    private static readonly string[] Masks = [SecretMask.Mask, "<retracted>"];

    private readonly HashSet<string> _masked = new(StringComparer.Ordinal);

    /// <summary>Finds the masked statements of a running configuration.</summary>
    public MaskedSecrets(string running)
    {
        foreach (var (line, context) in Placed(running))
        {
            if (SecretMask.SecretsOf(line.Text).Any(secret => Masks.Contains(secret)))
            {
                _masked.Add(KeyOf(line, context));
            }
        }
    }

    /// <summary>True when something is masked: what FRR really has is not known.</summary>
    public bool Any => _masked.Count > 0;

    /// <summary>A configuration with the secret of each such statement masked. Its lines keep their numbers.</summary>
    public string Mask(string text)
    {
        if (!Any)
        {
            return text;
        }

        var masked = new StringBuilder();
        foreach (var (line, context) in Placed(text))
        {
            var isMasked = _masked.Contains(KeyOf(line, context));
            masked.Append(isMasked ? line with { Text = SecretMask.MaskConfiguration(line.Text) } : line);
        }

        return masked.ToString();
    }

    private static string KeyOf(ConfigurationLine line, string context) =>
        $"{context}\n{Words(SecretMask.MaskConfiguration(line.Text))}";

    private static IEnumerable<(ConfigurationLine Line, string Context)> Placed(string text)
    {
        var contexts = Document.Parse(text).Walk().ToDictionary(placed => placed.Line, placed => ContextOf(placed.Parent));
        return LineSplitter.Split(text).Select((line, at) => (line, contexts.GetValueOrDefault(at + 1, "")));
    }

    private static string ContextOf(PlacedNode? context) =>
        context?.Node is BlockNode block ? $"{ContextOf(context.Parent)}\n{Words(block.Header.Text)}" : "";

    private static string Words(string text) => string.Join(' ', text.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
