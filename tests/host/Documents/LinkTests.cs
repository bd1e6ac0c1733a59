using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Documents;

/// <summary>Links of documents lead somewhere, and what is there is linked.</summary>
public sealed class LinkTests
{
    [Fact]
    public void Links_lead_to_files_and_headings_that_are_there()
    {
        var (problems, count) = (new List<string>(), 0);
        foreach (var page in Page.Linked)
        {
            foreach (var link in page.Links.Where(link => !link.Contains("://", StringComparison.Ordinal)))
            {
                count++;
                var parts = link.Split('#', 2);
                var target = parts[0].Length == 0 ? page.Name
                    : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page.Name)!, parts[0])));
                if (!Path.Exists(Repository.PathOf(target)))
                {
                    problems.Add($"{page.Name}: `{link}` leads to nothing");
                }
                else if (parts.Length == 2 && !Page.Read(target).Anchors.Contains(parts[1]))
                {
                    problems.Add($"{page.Name}: `{link}`: `{target}` has no such heading");
                }
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(count > 50, $"{count} links are too few: the pages are not read");
    }

    [Fact]
    public void Each_alert_has_a_page_to_read()
    {
        var anchors = Page.Read("docs/troubleshooting.md").Anchors;
        var books = File.ReadLines(Repository.PathOf("deploy/monitoring/rules.yaml"))
            .Where(line => line.Contains("runbook:", StringComparison.Ordinal))
            .Select(line => line.Split("runbook: ")[1])
            .ToList();
        Assert.True(books.Count > 10, $"{books.Count} alerts");
        Assert.All(books, book => Assert.True(book.Split('#') is ["docs/troubleshooting.md", var anchor] && anchors.Contains(anchor), book));
    }

    [Fact]
    public void The_index_and_the_README_lead_to_every_page()
    {
        var pages = Page.All.Select(page => page.Name).Where(name => name.StartsWith("docs/", StringComparison.Ordinal) && name != "docs/README.md").ToList();
        Assert.True(pages.Count > 8, $"{pages.Count} pages");
        var index = Page.Read("docs/README.md").Links;
        Assert.All(pages, page => Assert.True(index.Contains(page["docs/".Length..]), $"docs/README.md has no link to {page}"));
        Assert.Contains("docs/README.md", Page.Read("README.md").Links);
    }

    [Fact]
    public void Make_targets_that_pages_name_are_there()
    {
        var targets = File.ReadLines(Repository.PathOf("Makefile")).Where(line => line.Contains(": ##", StringComparison.Ordinal)).Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var page in Page.All)
        {
            var named = page.Commands.SelectMany(block => block.Commands.Lines).Where(line => line.StartsWith("make ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]);
            Assert.All(named, target => Assert.True(targets.Contains(target), $"{page.Name}: `make {target}`"));
        }
    }
}
