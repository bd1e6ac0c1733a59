using System.CommandLine;

namespace FrrK8s.Host.Cli;

/// <summary>Options of few values, each spelled in small letters: help, messages and completion have them as they are typed.</summary>
internal static class ChoiceOption
{
    /// <summary>An option with the values of an enumeration.</summary>
    /// <param name="usual">What holds without it; null for nothing that could be said here.</param>
    public static Option<string?> Of<T>(string name, T? usual, string description)
        where T : struct, Enum
    {
        string[] values = [.. Enum.GetNames<T>().Select(Spelled)];
        var option = new Option<string?>(name) { HelpName = string.Join('|', values), Description = description };
        if (usual is { } known)
        {
            option.DefaultValueFactory = _ => Spelled(known.ToString());
        }

        option.AcceptOnlyFromAmong(values);
        return option;
    }

    /// <summary>The value that the command line gives; null for none.</summary>
    public static T? Read<T>(ParseResult line, Option<string?> option)
        where T : struct, Enum =>
        line.GetValue(option) is { } value ? Enum.GetValues<T>().First(one => Spelled(one.ToString()) == value) : null;

    private static string Spelled(string name) => name.ToLowerInvariant();
}
