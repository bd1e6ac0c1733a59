using System.Text;
using System.Text.RegularExpressions;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Documents;

/// <summary>A document of the repository: its headings, fenced blocks and links.</summary>
internal sealed partial class Page
{
    private Page(string name, string text, List<Heading> headings, List<Fence> fences, List<string> links, List<int> bare)
    {
        (Name, Text, Headings, Fences, Links, Bare) = (name, text, headings, fences, links, bare);
        Commands = [.. fences.Index().Where(one => one.Item.IsCommands).Select(one => new CommandBlock(this, one.Item, OutputOf(one.Index)))];
    }

    /// <summary>Its path in the repository.</summary>
    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<Heading> Headings { get; }

    public IReadOnlyList<Fence> Fences { get; }

    /// <summary>The targets of its links, outside of blocks.</summary>
    public IReadOnlyList<string> Links { get; }

    public IReadOnlyList<CommandBlock> Commands { get; }

    /// <summary>The lines that begin a block made by indenting alone: such a block cannot say what it is.</summary>
    public IReadOnlyList<int> Bare { get; }

    /// <summary>Where links into it may lead.</summary>
    public IReadOnlySet<string> Anchors => Headings.Select(heading => heading.Anchor).ToHashSet(StringComparer.Ordinal);

    /// <summary>The documents for people: those whose commands are run.</summary>
    public static IReadOnlyList<Page> All { get; } =
        [.. new[] { "README.md", "CONTRIBUTING.md" }.Concat(Under("docs")).Concat(Under("deploy")).Where(name => !name.Contains("/decisions/", StringComparison.Ordinal)).Select(Read)];

    /// <summary>All documents of which links are followed.</summary>
    public static IReadOnlyList<Page> Linked { get; } =
        [.. new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "samples/README.md", "spec/README.md" }.Concat(Under("docs")).Concat(Under("deploy")).Select(Read)];

    public static Page Read(string name)
    {
        var (headings, fences, links, bare) = (new List<Heading>(), new List<Fence>(), new List<string>(), new List<int>());
        var text = File.ReadAllText(Repository.PathOf(name));
        var lines = text.TrimEnd('\n').Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (FencePattern().Match(lines[at]) is { Success: true } opening)
            {
                var (start, indent) = (at + 1, opening.Groups["indent"].Value);
                var inside = new StringBuilder();
                while (++at < lines.Length && lines[at] != $"{indent}```")
                {
                    Assert.True(lines[at].Length == 0 || lines[at].StartsWith(indent, StringComparison.Ordinal), $"{name}:{at + 1}: the line stands left of its block");
                    inside.Append(lines[at].Length == 0 ? "" : lines[at][indent.Length..]).Append('\n');
                }

                Assert.True(at < lines.Length, $"{name}:{start}: the block does not end");
                fences.Add(new Fence(start + 1, opening.Groups["info"].Value.Trim(), inside.ToString()) { Indent = indent });
            }
            else if (HeadingPattern().Match(lines[at]) is { Success: true } heading)
            {
                headings.Add(new Heading(at + 1, heading.Groups["title"].Value));
            }
            else
            {
                if (lines[at].StartsWith("    ", StringComparison.Ordinal) && at > 0 && lines[at - 1].Length == 0)
                {
                    bare.Add(at + 1);
                }

                links.AddRange(LinkPattern().Matches(CodePattern().Replace(lines[at], "")).Select(link => link.Groups["target"].Value));
            }
        }

        return new Page(name, text, headings, fences, links, bare);
    }

    private static IEnumerable<string> Under(string folder) => Directory
        .EnumerateFiles(Repository.PathOf(folder), "*.md", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path))
        .Order(StringComparer.Ordinal);

    // What a block of commands prints stands right behind it, with nothing but blank lines between.
    private Fence? OutputOf(int index)
    {
        if (index + 1 >= Fences.Count || !Fences[index + 1].IsOutput)
        {
            return null;
        }

        var between = Text.Split('\n')[(Fences[index].Line + Fences[index].Lines.Count)..(Fences[index + 1].Line - 2)];
        return between.All(string.IsNullOrWhiteSpace) ? Fences[index + 1] : null;
    }

    // In a list a block is indented as its item is.
    [GeneratedRegex("^(?<indent> *)```(?<info>.*)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FencePattern();

    [GeneratedRegex("^#{1,6} (?<title>.*?)\\s*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex("\\]\\((?<target>[^)\\s]+)\\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkPattern();

    [GeneratedRegex("`[^`]*`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodePattern();
}
