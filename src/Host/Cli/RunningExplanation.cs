using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Node;
using FrrK8s.Rules;

namespace FrrK8s.Host.Cli;

/// <summary>Says of lines that FRR runs who made them: the objects that want them, or nobody. Shows no password.</summary>
internal sealed class RunningExplanation
{
    private readonly Compilation _compilation;
    private readonly Document _running;
    private readonly Comparison _comparison;
    private readonly Correspondence _correspondence;
    private readonly List<string> _lines = [];

    /// <summary>An explanation of what runs by what is intended.</summary>
    public RunningExplanation(Compilation compilation, RunningSide running)
    {
        _compilation = compilation;
        var secrets = new MaskedSecrets(running.Text.Reveal());
        _running = Document.Parse(secrets.Mask(running.Text.Reveal()));
        var intended = Document.Parse(secrets.Mask(compilation.Result.Text));
        _comparison = Comparison.Of(intended, _running);
        _correspondence = Correspondence.Of(intended, _running, _comparison);
    }

    /// <summary>What is to be said of a line, by its words, contexts or number; nothing when nobody has it.</summary>
    public IReadOnlyList<string> Of(string wanted)
    {
        _lines.Clear();
        foreach (var found in RunningLines.Of(wanted, _running))
        {
            Say(0, $"{found.Number}: {Printable.Of(found.ToString())}");
            Explain(found.Number);
        }

        if (_lines.Count == 0)
        {
            Missing(wanted);
        }

        return [.. _lines];
    }

    private void Explain(int number)
    {
        var difference = _correspondence.DifferenceOf(number);
        if (difference is { Kind: DifferenceKind.Changed })
        {
            Say(1, $"drift: nobody wants this value; wanted is `{Shown(difference.Intended!)}`");
            Claims(difference.IntendedLine);
        }
        else if (difference is not null)
        {
            Say(1, "drift: no object wants it");
        }
        else if (_correspondence.IntendedLinesOf(number) is { Count: > 0 } lines)
        {
            foreach (var line in lines)
            {
                Claims(line);
            }
        }
        else if (!_correspondence.IsStatement(number))
        {
            Say(1, "it says nothing by itself");
        }
        else if (_correspondence.IsOurs(number))
        {
            Say(1, "no object says it: FRR writes it by itself, for other lines that are wanted");
        }
        else
        {
            Say(1, "outside the sections that frr-k8s writes: FRR's own, or somebody else's");
        }
    }

    private void Claims(int intendedLine)
    {
        if (intendedLine < 1 || intendedLine > _compilation.Result.Lines.Count)
        {
            return;
        }

        var line = _compilation.Result.Lines[intendedLine - 1];
        if (line.Sources.Count == 0)
        {
            Say(1, line.Neighbor.Length == 0 ? "every node has this line" : "every neighbor has this line");
        }

        foreach (var claim in line.Sources)
        {
            Say(1, ExplainCommand.Claim(claim, _compilation));
        }
    }

    // What is wanted and does not run.
    private void Missing(string wanted)
    {
        var asked = RunningLines.Of(wanted, Document.Parse(_compilation.Result.Text));
        foreach (var found in int.TryParse(wanted, out _) ? [] : asked)
        {
            Say(0, $"missing: {Printable.Of(found.ToString())}");
            Say(1, "drift: FRR does not run it; wanted by");
            Claims(found.Number);
        }
    }

    private static string Shown(string text) => Printable.Of(SecretMask.MaskConfiguration(text));

    private void Say(int depth, string text) => _lines.Add(new string(' ', 4 * depth) + text);
}
