using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Documents;

/// <summary>The reference of the API is that of the custom resources.</summary>
public sealed class ApiPageTests
{
    [Fact]
    public async Task The_page_is_what_the_CRDs_say()
    {
        var (path, text) = (Repository.PathOf(ApiPage.Name), ApiPage.Text());
        if (PageUpdate.IsWanted)
        {
            await File.WriteAllTextAsync(path, text);
        }

        Assert.True(await File.ReadAllTextAsync(path) == text, $"`{ApiPage.Name}` is not what `deploy/crds` and `spec/merge.md` say; `bash build/docs.sh` writes it anew");
    }

    [Fact]
    public void It_has_every_field_and_the_rule_of_every_field_that_is_merged()
    {
        var text = ApiPage.Text();
        Assert.Contains("### `spec.bgp.routers[].neighbors[].toAdvertise.withLocalPref[]`\n", text, StringComparison.Ordinal);
        Assert.Contains("| `port` | integer | ", text, StringComparison.Ordinal);
        var missing = Page.Read("spec/merge.md").Headings.Select(heading => heading.Text.Split(' ')[0])
            .Where(id => id.StartsWith("M-", StringComparison.Ordinal) && !text.Contains($"[{id}]", StringComparison.Ordinal));
        // Rules about no field of their own: what excludes what, what must be there.
        Assert.Equal(["M-4", "M-5", "M-16", "M-60"], missing);
    }
}
