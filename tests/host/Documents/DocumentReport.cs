using FrrK8s.HostTests.Deploy;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab;

namespace FrrK8s.HostTests.Documents;

/// <summary>What of the pages' commands is run, as lines in `artifacts/test-logs/documents.txt`, which `make test` prints.</summary>
internal static class DocumentReport
{
    public static Task WriteAsync(IReadOnlyList<Page> pages)
    {
        var blocks = pages.SelectMany(page => page.Commands).ToList();
        Assert.True(blocks.Count > 20, $"{blocks.Count} blocks of commands are too few: the pages are not read");
        var cluster = Tools.Helm is null || KubectlPrograms.Find(KubectlChoice.OnThePath) is null ? " (skipped: no helm or no kubectl)" : "";
        var root = Prerequisites.Missing() is { } missing ? $" (skipped: {missing})" : "";
        List<string> lines =
        [
            $"documents: {blocks.Count} blocks of commands on {pages.Count} pages: {Count(BlockKind.Run)} run, {Count(BlockKind.Cluster)} on an API server{cluster}, "
                + $"{Count(BlockKind.Root)} in the laboratory{root}, {Count(BlockKind.Syntax)} read by bash and not run:",
            .. blocks.Where(block => block.Kind == BlockKind.Syntax).GroupBy(block => block.WhyNot, StringComparer.Ordinal)
                .Select(group => $"  {group.Count()} {group.Key}: {string.Join(", ", group.Select(block => block.Place))}"),
        ];
        var logs = Directory.CreateDirectory(Repository.PathOf("artifacts/test-logs"));
        return File.WriteAllLinesAsync(Path.Combine(logs.FullName, "documents.txt"), lines);

        int Count(BlockKind kind) => blocks.Count(block => block.Kind == kind);
    }
}
