using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Documents;

/// <summary>The worked example of CONTRIBUTING.md: the places that a field of a neighbor is in are those that the page names, and there is none besides.</summary>
public sealed class FieldPlaceTests
{
    private const string Field = "connectTime";

    private static readonly string[] Folders = ["src/Rules", "deploy/crds"];

    [Fact]
    public void The_places_of_a_field_are_those_that_the_page_names()
    {
        var lines = File.ReadAllLines(Repository.PathOf("CONTRIBUTING.md"))
            .SkipWhile(line => line != "## Adding a field to a neighbor").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).ToList();
        Assert.Contains(lines, line => line.Contains($"`{Field}`", StringComparison.Ordinal));
        var rows = lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, rows.Count);
        var named = rows.SelectMany(row => row.Split('|')[1].Split('`').Where((_, index) => index % 2 == 1)).Order(StringComparer.Ordinal);
        var found = Folders
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
            .Where(path => path.EndsWith(".fs", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path).Contains(Field, StringComparison.OrdinalIgnoreCase))
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Order(StringComparer.Ordinal);
        Assert.Equal(found, named);
    }
}
