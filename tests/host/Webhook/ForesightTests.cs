using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Webhook;
using FrrK8s.HostTests.Sessions;
using FrrK8s.HostTests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FrrK8s.HostTests.Webhook;

/// <summary>What the watch says, what single questions are answered, and what was just let in: the newest counts, in whatever order they come.</summary>
public sealed class ForesightTests
{
    private const string A = $"{Cluster.Namespace}/a";

    private readonly FakeApi _api = new();
    private readonly ManualTime _time = new();
    private readonly AdmissionIndex _index = new();
    private readonly ConfigurationStore _store;
    private readonly Admissions _admissions;

    public ForesightTests()
    {
        _store = new ConfigurationStore(_index, _time);
        _admissions = new Admissions(_api, _index, _store, new AdmissionSettings(Cluster.Namespace), NullLogger.Instance);
        _index.Nodes.Set("n1", new Dictionary<string, string>(StringComparer.Ordinal));
    }

    [Fact]
    public void An_answer_that_is_older_than_what_the_watch_said_changes_nothing()
    {
        _store.Put(Said("a", 64513, version: 12));
        Assert.False(_store.Found(Manifest("a", 64512, version: 11)));
        Assert.Equal("12", _index.Objects[A].ResourceVersion);
        Assert.True(_store.Found(Manifest("a", 64514, version: 13)));
        Assert.Equal("13", _index.Objects[A].ResourceVersion);
        _store.Put(Said("a", 64513, version: 12));
        Assert.Equal("13", _index.Objects[A].ResourceVersion);
        _store.Put(Said("a", 64515, version: 14));
        Assert.Equal("14", _index.Objects[A].ResourceVersion);
    }

    [Fact]
    public void An_answer_does_not_bring_back_what_the_watch_has_seen_go()
    {
        _store.Put(Said("a", 64512, version: 11));
        _store.Remove(Said("a", 64512, version: 12));
        Assert.False(_store.Found(Manifest("a", 64512, version: 11)));
        Assert.Empty(_index.Objects);
    }

    [Fact]
    public void An_answer_that_there_is_none_is_about_the_version_that_was_known_then()
    {
        _store.Put(Said("a", 64512, version: 11));
        _store.Put(Said("a", 64512, version: 12));
        Assert.False(_store.Missing(A, "11"));
        Assert.True(_store.Missing(A, "12"));
        Assert.Empty(_index.Objects);
    }

    [Fact]
    public void A_list_of_a_store_that_was_set_back_counts()
    {
        _store.Put(Said("a", 64512, version: 50));
        Assert.True(_store.Found(Manifest("b", 64512, version: 51)));
        _store.Begin();
        _store.Listed(Said("a", 64513, version: 3));
        _store.End();
        Assert.Equal("3", Assert.Single(_index.Objects).Value.ResourceVersion);
    }

    [Fact]
    public async Task What_was_let_in_and_is_not_stored_yet_refuses_what_contradicts_it()
    {
        Assert.True((await AnswerAsync("a", 64512)).IsAllowed);
        var isAsked = new TaskCompletionSource();
        _api.Fail = _ =>
        {
            isAsked.TrySetResult();
            throw new ApiException(404, "NotFound", "no such object");
        };
        var second = Task.Run(() => AnswerAsync("b", 64513));
        await isAsked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        _api.Fail = _ => { };
        _api.Objects["a"] = JsonNode.Parse(Manifest("a", 64512, version: 11).GetRawText())!.AsObject();
        _store.Put(Said("a", 64512, version: 11));
        Assert.False((await second).IsAllowed);
    }

    [Fact]
    public async Task What_was_let_in_stored_and_deleted_refuses_nobody()
    {
        Assert.True((await AnswerAsync("a", 64512)).IsAllowed);
        var isAsked = new TaskCompletionSource();
        _api.Fail = _ =>
        {
            isAsked.TrySetResult();
            throw new ApiException(404, "NotFound", "no such object");
        };
        var second = Task.Run(() => AnswerAsync("b", 64513));
        await isAsked.Task.WaitAsync(TimeSpan.FromSeconds(20));
        _store.Put(Said("a", 64512, version: 11));
        _store.Remove(Said("a", 64512, version: 12));
        Assert.True((await second).IsAllowed);
    }

    [Fact]
    public async Task What_was_let_in_and_never_stored_refuses_for_five_seconds()
    {
        Assert.True((await AnswerAsync("a", 64512)).IsAllowed);
        _api.Fail = _ => throw new ApiException(404, "NotFound", "no such object");
        Assert.False((await AnswerAsync("b", 64513)).IsAllowed);
        _time.Advance(ConfigurationStore.Foresight);
        Assert.True((await AnswerAsync("b", 64513)).IsAllowed);
    }

    private Task<AdmissionAnswer> AnswerAsync(string name, int asn) => _admissions.AnswerAsync(
        new AdmissionReview("1", "CREATE", IsDryRun: false, Manifest(name, asn, version: null), null, ""), CancellationToken.None);

    private static ApiObject Said(string name, int asn, int version) =>
        ObjectScan.Read(System.Text.Encoding.UTF8.GetBytes(Manifest(name, asn, version).GetRawText()));

    private static JsonElement Manifest(string name, int asn, int? version)
    {
        var manifest = JsonNode.Parse(Cluster.Manifest(name, Cluster.Router("", asn)).GetRawText())!;
        manifest["metadata"]!["uid"] = $"uid-of-{name}";
        if (version is { } number)
        {
            manifest["metadata"]!["resourceVersion"] = $"{number}";
        }

        return JsonElement.Parse(manifest.ToJsonString());
    }
}
