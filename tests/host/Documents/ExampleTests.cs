using System.Text.RegularExpressions;

namespace FrrK8s.HostTests.Documents;

/// <summary>The examples of `docs/merging.md` are cases of the specification: the same words, so what the tests hold true there is true here.</summary>
public sealed partial class ExampleTests
{
    private const string Name = "docs/merging.md";

    [Fact]
    public void Each_example_is_a_case_of_the_section_that_is_named_above_it()
    {
        var page = Page.Read(Name);
        var lines = page.Text.Split('\n');
        var (examples, chapters) = (0, new Dictionary<string, Page>(StringComparer.Ordinal));
        foreach (var fence in page.Fences.Where(fence => !fence.IsCommands && !fence.IsOutput))
        {
            var link = lines[..(fence.Line - 1)].Reverse().Select(line => SpecLink().Match(line)).FirstOrDefault(match => match.Success);
            Assert.True(link is not null, $"{Name}:{fence.Line}: no section of the specification is named above it");
            var chapter = link.Groups["chapter"].Value;
            chapters.TryAdd(chapter, Page.Read(chapter));
            var section = Section(chapters[chapter], link.Groups["anchor"].Value);
            Assert.True(section.Any(one => (one.Info, one.Text) == (fence.Info, fence.Text)), $"{Name}:{fence.Line}: `{fence.Info}` is not a block of {chapter}#{link.Groups["anchor"].Value}");
            examples++;
        }

        Assert.True(examples > 20, $"{examples} examples");
    }

    // Whole sections only: blocks of several cases never make one example.
    private static List<Fence> Section(Page chapter, string anchor)
    {
        var at = chapter.Headings.Index().First(one => one.Item.Anchor == anchor);
        var end = at.Index + 1 < chapter.Headings.Count ? chapter.Headings[at.Index + 1].Line : int.MaxValue;
        return [.. chapter.Fences.Where(fence => fence.Line > at.Item.Line && fence.Line < end)];
    }

    [GeneratedRegex("\\]\\(\\.\\./(?<chapter>spec/[a-z]+\\.md)#(?<anchor>[^)]+)\\)\\)?[:.]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpecLink();
}
