using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Sources;

namespace FrrK8s.HostTests.Kubernetes;

public sealed class WatchedConfigurationsTests
{
    private const string RoleA = """{"matchLabels":{"role":"a"}}""";
    private const string RoleC = """{"matchLabels":{"role":"c"}}""";
    private const string RoleB = """{"matchLabels":{"role":"b"}}""";

    private readonly WatchedConfigurations _store;
    private int _changes;

    public WatchedConfigurationsTests()
    {
        _store = new WatchedConfigurations(new Lock(), () => _changes++);
        _store.Label(Labels("a"));
        List(ApiObjects.Configuration("ours", RoleA), ApiObjects.Configuration("all"), ApiObjects.Configuration("theirs", RoleB));
        _changes = 0;
    }

    private string Names => string.Join(' ', _store.Documents.Select(document => document.Name));

    [Fact]
    public void Only_the_objects_of_the_node_are_kept()
    {
        Assert.Equal("all ours", Names);
        Assert.Equal(1, _store.Others);
    }

    [Fact]
    public void What_is_kept_has_no_annotation_no_status_and_no_managed_fields()
    {
        var text = _store.Documents[0].Content.GetRawText();
        Assert.Contains("\"uid\":\"uid-all\"", text, StringComparison.Ordinal);
        Assert.Contains("10.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("managedFields", text, StringComparison.Ordinal);
        Assert.DoesNotContain("status", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_of_others_and_of_the_status_are_no_change()
    {
        _store.Put(ApiObjects.Configuration("theirs", RoleB, "10.0.0.9", version: 2));
        _store.Put(ApiObjects.Configuration("new", RoleB));
        _store.Put(ApiObjects.Configuration("ours", RoleA, version: 3));
        _store.Remove(ApiObjects.Configuration("theirs", RoleB, version: 4));
        _store.Remove(ApiObjects.Configuration("never", RoleA));
        Assert.Equal((0, 1), (_changes, _store.Others));
        List(ApiObjects.Configuration("ours", RoleA, version: 4), ApiObjects.Configuration("all"));
        Assert.Equal((0, 0), (_changes, _store.Others));
    }

    [Fact]
    public void Changes_of_ours_are_changes()
    {
        _store.Put(ApiObjects.Configuration("ours", RoleA, "10.0.0.9"));
        Assert.Equal(1, _changes);
        _store.Put(ApiObjects.Configuration("ours", RoleB));
        Assert.Equal(("all", 2), (Names, _changes));
        _store.Put(ApiObjects.Configuration("ours", RoleA));
        Assert.Equal(("all ours", 3), (Names, _changes));
        _store.Remove(ApiObjects.Configuration("all"));
        Assert.Equal(("ours", 4), (Names, _changes));
        List(ApiObjects.Configuration("theirs", RoleB));
        Assert.Equal(("", 5), (Names, _changes));
    }

    [Fact]
    public void An_object_whose_selector_cannot_be_read_is_for_every_node()
    {
        _store.Put(ApiObjects.Configuration("odd", """{"matchExpressions":[{"key":"role","operator":"Like"}]}"""));
        Assert.Equal("all odd ours", Names);
    }

    [Fact]
    public void New_labels_count_once_all_that_they_select_is_here()
    {
        _store.Put(ApiObjects.Configuration("theirs2", RoleB));
        _store.Label(Labels("b"));
        Assert.Equal(("all ours", 0), (Names, _changes));
        Assert.Equal(["theirs", "theirs2"], _store.Missing.Order());

        _store.Fetched("theirs", ApiObjects.Configuration("theirs", RoleB));
        Assert.Equal(("all ours", 0), (Names, _changes));
        _store.Fetched("theirs2", null);
        Assert.Equal(("all theirs", 1), (Names, _changes));
        Assert.Empty(_store.Missing);
        Assert.Equal(1, _store.Others);
    }

    [Fact]
    public void What_the_watch_brings_need_not_be_fetched()
    {
        _store.Label(Labels("b"));
        _store.Put(ApiObjects.Configuration("theirs", RoleB, "10.0.0.7"));
        Assert.Equal("all theirs", Names);
        _store.Fetched("theirs", ApiObjects.Configuration("theirs", RoleB, "10.0.0.6"));
        Assert.Contains("10.0.0.7", _store.Documents[1].Content.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_does_not_bring_back_what_is_for_others_by_now()
    {
        _store.Label(Labels("b"));
        _store.Put(ApiObjects.Configuration("theirs", RoleC, version: 2));
        Assert.Equal("all", Names);
        _store.Fetched("theirs", ApiObjects.Configuration("theirs", RoleB));
        Assert.Equal("all", Names);
        Assert.Equal(2, _store.Others);
    }

    [Fact]
    public void An_answer_that_is_newer_than_the_watch_stays()
    {
        _store.Label(Labels("b"));
        _store.Fetched("theirs", ApiObjects.Configuration("theirs", RoleB, "10.0.0.7", version: 4));
        _store.Put(ApiObjects.Configuration("theirs", RoleB, "10.0.0.6", version: 2));
        _store.Remove(ApiObjects.Configuration("theirs", RoleB, version: 3));
        Assert.Contains("10.0.0.7", _store.Documents[1].Content.GetRawText(), StringComparison.Ordinal);
        _store.Put(ApiObjects.Configuration("theirs", RoleB, "10.0.0.8", version: 5));
        Assert.Contains("10.0.0.8", _store.Documents[1].Content.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_brings_what_new_labels_select()
    {
        _store.Label(Labels("b"));
        List(ApiObjects.Configuration("ours", RoleA), ApiObjects.Configuration("theirs", RoleB));
        Assert.Equal("theirs", Names);
    }

    [Fact]
    public void Labels_that_come_back_change_nothing()
    {
        _store.Label(Labels("b"));
        _store.Label(Labels("a"));
        Assert.Equal(("all ours", 0), (Names, _changes));
        Assert.Empty(_store.Missing);
    }

    private static NodeLabels Labels(string role) => new(
        new ManifestDocument("v1", "Node", "", "n1", 1, default, new MappingNode(0, 0, []), default),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = role });

    private void List(params ApiObject[] found)
    {
        _store.Begin();
        foreach (var one in found)
        {
            _store.Listed(one);
        }

        _store.End();
    }
}
