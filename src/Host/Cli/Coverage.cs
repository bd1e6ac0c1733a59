using System.Text.Json;
using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.Host.Cli;

/// <summary>How many statements of a text are understood, and how far, chapter by chapter.</summary>
internal sealed class Coverage
{
    private static readonly Chapter[] Chapters = Enum.GetValues<Chapter>();

    private readonly int[,] _counts = new int[Chapters.Length, Enum.GetValues<Support>().Length];

    /// <summary>Counts statements.</summary>
    public Coverage(IEnumerable<StatementReading> statements)
    {
        foreach (var statement in statements)
        {
            _counts[(int)statement.Chapter, (int)statement.Support]++;
        }
    }

    /// <summary>The name of a chapter: that of the enumeration with hyphens.</summary>
    public static string NameOf(Chapter chapter) =>
        string.Concat(chapter.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"-{letter}" : $"{letter}")).ToLowerInvariant();

    /// <summary>The word for a support state.</summary>
    public static string NameOf(Support support) => support switch
    {
        Support.Modelled => "modelled",
        Support.Known => "known",
        _ => "opaque",
    };

    /// <summary>A table with a line for each chapter that the text has, and their sum.</summary>
    public IEnumerable<string> Table()
    {
        yield return $"{"chapter",-16}{"statements",11}{"modelled",11}{"known",11}{"opaque",11}{"read",9}";
        foreach (var chapter in Chapters.Where(chapter => Total(chapter) > 0).OrderBy(NameOf, StringComparer.Ordinal))
        {
            yield return Row(NameOf(chapter), support => _counts[(int)chapter, (int)support]);
        }

        yield return Row("all", support => Chapters.Sum(chapter => _counts[(int)chapter, (int)support]));
    }

    /// <summary>Writes the member <c>chapters</c>, with every chapter.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("chapters");
        foreach (var chapter in Chapters.OrderBy(NameOf, StringComparer.Ordinal))
        {
            writer.WriteStartObject(NameOf(chapter));
            writer.WriteNumber("statements", Total(chapter));
            writer.WriteNumber("modelled", _counts[(int)chapter, (int)Support.Modelled]);
            writer.WriteNumber("known", _counts[(int)chapter, (int)Support.Known]);
            writer.WriteNumber("opaque", _counts[(int)chapter, (int)Support.Opaque]);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private int Total(Chapter chapter) => Enum.GetValues<Support>().Sum(support => _counts[(int)chapter, (int)support]);

    private static string Row(string name, Func<Support, int> count)
    {
        var (modelled, known, opaque) = (count(Support.Modelled), count(Support.Known), count(Support.Opaque));
        var all = modelled + known + opaque;
        var read = all == 0 ? 100 : 100.0 * (modelled + known) / all;
        return $"{name,-16}{all,11}{modelled,11}{known,11}{opaque,11}{read,7:0.0} %";
    }
}
