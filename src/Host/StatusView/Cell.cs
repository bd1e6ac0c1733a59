using FrrK8s.Host.Cli;

namespace FrrK8s.Host.StatusView;

/// <summary>A piece of a line. What came from elsewhere can neither move the cursor nor change colours.</summary>
internal readonly record struct Cell(string Text, Style Style)
{
    private const string Reset = "\e[0m";

    /// <summary>The text without what only a terminal knows, on one line.</summary>
    public string Shown => Printable.Of(Text.ReplaceLineEndings(" ").Replace('\t', ' '));

    public static implicit operator Cell(string text) => new(text, Style.Plain);

    /// <summary>The text as a terminal gets it.</summary>
    public string Paint(string shown, bool isColored) => !isColored || shown.Length == 0 ? shown : Style switch
    {
        Style.Good => $"\e[32m{shown}{Reset}",
        Style.Bad => $"\e[31m{shown}{Reset}",
        Style.Odd => $"\e[33m{shown}{Reset}",
        Style.Head => $"\e[1m{shown}{Reset}",
        Style.Faint => $"\e[2m{shown}{Reset}",
        _ => shown,
    };
}
