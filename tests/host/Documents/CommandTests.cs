using FrrK8s.Lab;
using FrrK8s.Lab.Processes;

namespace FrrK8s.HostTests.Documents;

/// <summary>Every command of every page is run, and prints what the page says, or says why it is not run.</summary>
public sealed class CommandTests
{
    public static TheoryData<string> OfAnyMachine => PagesWith(BlockKind.Run);

    public static TheoryData<string> OfTheLaboratory => PagesWith(BlockKind.Root);

    public static TheoryData<string> OfACluster => PagesWith(BlockKind.Cluster);

    [Theory]
    [MemberData(nameof(OfAnyMachine))]
    public Task Commands_do_what_the_page_says(string page) => TryAsync(page, new SessionWorld { Kinds = [BlockKind.Run] });

    [LabTheory]
    [MemberData(nameof(OfTheLaboratory))]
    public async Task Commands_for_a_machine_with_FRR_do_what_the_page_says(string page)
    {
        await using var lab = await Laboratory.StartAsync(CancellationToken.None);
        await TryAsync(page, new SessionWorld { Kinds = [BlockKind.Run, BlockKind.Root], Node = (lab.NodePlace.Name, lab.Node.Folder) });
    }

    [ClusterCommandTheory]
    [MemberData(nameof(OfACluster))]
    public async Task Commands_for_a_cluster_do_what_the_page_says(string page)
    {
        await using var cluster = await DocumentCluster.StartAsync();
        await TryAsync(page, cluster.World);
    }

    [Fact]
    public async Task Bash_reads_all_commands_also_those_that_are_not_run()
    {
        foreach (var block in Page.All.SelectMany(page => page.Commands))
        {
            var read = await Command.TryAsync("bash", ["-n"], block.Commands.Text);
            Assert.True(read.ExitCode == 0, $"{block.Place}: {read.Error}");
        }
    }

    [Fact]
    public void Every_block_has_a_kind_that_the_tests_know()
    {
        foreach (var page in Page.All)
        {
            var outputs = page.Commands.Where(block => block.Kind != BlockKind.Syntax).Select(block => block.Output).ToHashSet();
            foreach (var fence in page.Fences.Where(fence => !fence.IsCommands))
            {
                Assert.True(fence.IsOutput ? outputs.Contains(fence) : fence.Info.Length > 0, $"{page.Name}:{fence.Line}: `{fence.Info}` belongs to nothing");
            }
        }
    }

    [Fact]
    public void What_is_typed_stands_in_a_fence()
    {
        foreach (var page in Page.All)
        {
            Assert.True(page.Bare.Count == 0, $"{page.Name}:{string.Join(',', page.Bare)}: a block without a fence is neither run nor marked");
        }
    }

    [Fact]
    public void A_block_in_a_list_is_read_without_the_indent_of_its_item()
    {
        var page = Page.Read("docs/migrate.md");
        var inside = page.Commands.Where(block => block.Commands.Indent.Length > 0).ToList();
        Assert.Contains(inside, block => block.Kind == BlockKind.Cluster);
        Assert.All(inside, block => Assert.False(block.Commands.Text.StartsWith(' ')));
        Assert.All(page.Fences, fence => Assert.Contains(fence.Written, page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public Task It_is_counted_what_is_run() => DocumentReport.WriteAsync(Page.All);

    private static async Task TryAsync(string page, SessionWorld world)
    {
        var blocks = Page.Read(page).Commands.Where(block => world.Kinds.Contains(block.Kind)).ToList();
        using var session = new Session();
        var problems = await session.RunAsync(blocks, world);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static TheoryData<string> PagesWith(BlockKind kind) =>
        [.. Page.All.Where(page => page.Commands.Any(block => block.Kind == kind)).Select(page => page.Name)];
}
