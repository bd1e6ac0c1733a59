using System.CommandLine;
using System.CommandLine.Completions;

namespace FrrK8s.Host.Cli;

/// <summary>
/// What a word on the command line can be, found out of the commands themselves. The form is that of Go's cobra, which kubectl reads too: a candidate a line,
/// behind a tab what it is, and last a line that says whether names of files may stand there.
/// </summary>
internal static class Completion
{
    /// <summary>The command that shells call; it is in no help.</summary>
    public const string Command = "__complete";

    private const string Files = ":0";
    private const string Nothing = ":4";
    private const string Folders = ":16";

    /// <summary>The lines for the words behind the program's name; the last one is the word that is being typed.</summary>
    public static IReadOnlyList<string> Of(Command root, IReadOnlyList<string> words)
    {
        var typed = words.Count == 0 ? "" : words[^1];
        var command = root;
        Option? open = null;
        var isLiteral = false;
        foreach (var word in words.SkipLast(1))
        {
            if (isLiteral || (open is not null && !word.StartsWith('-')))
            {
                open = open is { AllowMultipleArgumentsPerToken: true } ? open : null;
            }
            else if (word == "--")
            {
                isLiteral = true;
            }
            else if (word.StartsWith('-'))
            {
                open = Find(command, word) is { } option && TakesValue(option) ? option : null;
            }
            else
            {
                command = command.Subcommands.FirstOrDefault(inner => inner.Name == word && !inner.Hidden) ?? command;
            }
        }

        if (!isLiteral && typed.StartsWith('-') && typed.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
        {
            return Find(command, typed[..at]) is { } option ? Values(option, option.HelpName, typed[(at + 1)..], typed[..(at + 1)]) : [Nothing];
        }

        return open is not null && !typed.StartsWith('-') ? Values(open, open.HelpName, typed, "")
            : !isLiteral && typed.StartsWith('-') ? Options(command, typed)
            : Words(command, typed);
    }

    private static Option? Find(Command command, string name) =>
        All(command).FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    // Those of a command, and those of the program that hold everywhere.
    private static IEnumerable<Option> All(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)))
        .Where(option => !option.Hidden)
        .DistinctBy(option => option.Name);

    private static bool TakesValue(Option option) => option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;

    private static List<string> Options(Command command, string typed) =>
    [
        .. All(command)
            .SelectMany(option => new[] { option.Name }.Concat(option.Aliases.Where(_ => !typed.StartsWith("--", StringComparison.Ordinal))).Select(name => (name, option.Description)))
            .Where(one => one.name.StartsWith(typed, StringComparison.Ordinal) && one.name.StartsWith('-') && one.name is not ("-?" or "-h"))
            .OrderBy(one => one.name, StringComparer.Ordinal)
            .Select(one => Line(one.name, one.Description)),
        Nothing,
    ];

    private static List<string> Words(Command command, string typed)
    {
        var inner = command.Subcommands
            .Where(one => !one.Hidden && one.Name.StartsWith(typed, StringComparison.Ordinal))
            .Select(one => Line(one.Name, one.Description));
        return command.Arguments is [var argument, ..]
            ? [.. inner, .. Values(argument, argument.Name, typed, "")]
            : [.. inner, Nothing];
    }

    private static List<string> Values(Symbol symbol, string? helpName, string typed, string before)
    {
        var known = symbol is Option { CompletionSources.Count: > 0 } or Argument { CompletionSources.Count: > 0 }
            ? symbol.GetCompletions(CompletionContext.Empty).Select(item => item.Label)
            : [];
        return
        [
            .. known.Where(value => value.StartsWith(typed, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(value => before + value),
            helpName is null ? Nothing : helpName.Contains("FILE", StringComparison.Ordinal) || helpName.Contains("RUNNING", StringComparison.Ordinal) ? Files
                : helpName.Contains("DIR", StringComparison.Ordinal) ? Folders
                : Nothing,
        ];
    }

    private static string Line(string name, string? description) =>
        string.IsNullOrEmpty(description) ? name : $"{name}\t{FirstSentence(description)}";

    private static string FirstSentence(string description)
    {
        var end = description.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? description.TrimEnd('.') : description[..end]).ReplaceLineEndings(" ");
    }
}
