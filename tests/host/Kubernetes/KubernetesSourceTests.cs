using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using static FrrK8s.HostTests.Kubernetes.SourceUnderTest;

namespace FrrK8s.HostTests.Kubernetes;

public sealed class KubernetesSourceTests : IAsyncLifetime
{
    private const string RoleA = """{"matchLabels":{"role":"a"}}""";
    private const string RoleB = """{"matchLabels":{"role":"b"}}""";
    private const string FromSecret = ""","passwordSecret":{"name":"bgp"}""";

    private Cluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await Cluster.StartAsync();
        await _cluster.LabelAsync("a");
        await _cluster.ConfigureAsync("one", RoleA);
        await _cluster.ConfigureAsync("two", RoleB);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [OwnServerTheory]
    [InlineData("nodes")]
    [InlineData("frrconfigurations")]
    [InlineData("frrk8sconfigurations")]
    [InlineData("secrets")]
    public async Task Nothing_is_known_before_every_first_list_is_in(string plural)
    {
        await _cluster.SecretAsync("bgp", "s3cret");
        await _cluster.ConfigureAsync("one", RoleA, extra: FromSecret);
        var (asked, release) = HoldNext("list", plural);
        await using var source = new SourceUnderTest(_cluster);
        await asked.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(source.Look().IsKnown);
        release.SetResult();
        var look = await source.UntilAsync("FRRConfiguration/one", "Secret/bgp");
        Assert.Empty(look.Problems);
        Assert.Equal(1, look.Others);
    }

    [Fact]
    public async Task A_node_that_does_not_exist_is_waited_for()
    {
        await _cluster.DeleteAsync(ApiResources.Nodes, Cluster.Node);
        await using var source = new SourceUnderTest(_cluster);
        var look = await source.UntilAsync(look => look.Problems.Count > 0, "a problem");
        Assert.False(look.IsKnown);
        Assert.Contains("there is no Node `n1`", look.Problems[0].Message, StringComparison.Ordinal);
        await _cluster.LabelAsync("a");
        await source.UntilAsync("FRRConfiguration/one");

        await _cluster.DeleteAsync(ApiResources.Nodes, Cluster.Node);
        await _cluster.ConfigureAsync("three");
        await source.UntilAsync("FRRConfiguration/one", "FRRConfiguration/three");
    }

    [OwnServerFact]
    public async Task New_labels_bring_objects_in_and_take_others_out_at_one_moment()
    {
        await using var source = new SourceUnderTest(_cluster);
        await source.UntilAsync("FRRConfiguration/one");
        var (asked, release) = HoldNext("get", "frrconfigurations");
        await _cluster.LabelAsync("b");
        await asked.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["FRRConfiguration/one"], Names(source.Look()));
        release.SetResult();
        var look = await source.UntilAsync("FRRConfiguration/two");
        Assert.Contains("\"role\":\"b\"", TextOf(look), StringComparison.Ordinal);
        await _cluster.LabelAsync("a");
        await source.UntilAsync("FRRConfiguration/one");
    }

    [OwnServerFact]
    public async Task A_secret_is_followed_as_long_as_an_object_names_it()
    {
        await _cluster.SecretAsync("other", "not yours");
        await _cluster.SecretAsync("bgp", "first");
        await using var source = new SourceUnderTest(_cluster);
        await source.UntilAsync("FRRConfiguration/one");
        Assert.DoesNotContain(_cluster.Own.Requests, request => request is { Plural: "secrets", Verb: "list" or "watch" or "get" });

        await _cluster.ConfigureAsync("one", RoleA, extra: FromSecret);
        await source.UntilAsync("FRRConfiguration/one", "Secret/bgp");
        await _cluster.SecretAsync("bgp", "second");
        await source.UntilAsync(look => TextOf(look).Contains(Base64("second"), StringComparison.Ordinal), "the new password");
        await _cluster.DeleteAsync(ApiResources.Secrets, "bgp");
        await source.UntilAsync("FRRConfiguration/one");
        await _cluster.SecretAsync("bgp", "third");
        await source.UntilAsync(look => TextOf(look).Contains(Base64("third"), StringComparison.Ordinal), "the third password");

        await _cluster.DeleteAsync(ApiResources.FrrConfigurations, "one");
        await source.UntilAsync();
        await Eventually.TrueAsync(() => _cluster.Own.Faults.WatchCount(FrrK8s.KubeApi.Resources.BuiltInKinds.Secrets) == 0, "no watch on a Secret is left");
        Assert.All(
            _cluster.Own.Requests.Where(request => request is { Plural: "secrets", Verb: "list" or "watch" or "get" }),
            request => Assert.Contains("metadata.name%3Dbgp", request.Query, StringComparison.Ordinal));
        Assert.DoesNotContain("second", source.Log.ToString(), StringComparison.Ordinal);
    }

    [OwnServerFact]
    public async Task A_secret_goes_at_one_moment_with_the_last_object_that_names_it()
    {
        await _cluster.SecretAsync("bgp", "s3cret");
        await _cluster.ConfigureAsync("one", RoleA, extra: FromSecret);
        await using var source = new SourceUnderTest(_cluster);
        await source.UntilAsync("FRRConfiguration/one", "Secret/bgp");
        var (asked, release) = HoldNext("get", "frrconfigurations");

        // As long as this waits for an answer it stops following no Secret.
        await _cluster.LabelAsync("b");
        await asked.WaitAsync(TimeSpan.FromSeconds(30));
        await _cluster.DeleteAsync(ApiResources.FrrConfigurations, "one");
        await Eventually.TrueAsync(() => !Names(source.Look()).Contains("FRRConfiguration/one"), "the object is gone");
        Assert.Empty(Names(source.Look()));
        release.SetResult();
        await source.UntilAsync("FRRConfiguration/two");
    }

    [OwnServerFact]
    public async Task A_secret_that_may_not_be_read_is_said_and_stops_nobody()
    {
        _cluster.Own.Access.Authorize = (_, request) => request.Plural != "secrets";
        await _cluster.ConfigureAsync("one", RoleA, extra: FromSecret);
        await using var source = new SourceUnderTest(_cluster);
        var look = await source.UntilAsync("FRRConfiguration/one");
        Assert.Contains("cannot list secrets", Assert.Single(look.Problems).Message, StringComparison.Ordinal);
        await _cluster.ConfigureAsync("three");
        await source.UntilAsync("FRRConfiguration/one", "FRRConfiguration/three");
    }

    [OwnServerFact]
    public async Task A_secret_that_may_be_read_a_moment_later_is_waited_for()
    {
        var asked = 0;
        _cluster.Own.Access.Authorize = (_, request) => request is not { Plural: "secrets", Verb: "list" } || Interlocked.Increment(ref asked) > 2;
        await _cluster.SecretAsync("bgp", "s3cret");
        await using var source = new SourceUnderTest(_cluster);
        await source.UntilAsync("FRRConfiguration/one");
        await _cluster.ConfigureAsync("one", RoleA, extra: FromSecret);
        // Nobody hears of the object without its Secret.
        await source.UntilAsync(look => TextOf(look).Contains("passwordSecret", StringComparison.Ordinal), "the object as it is now");
        Assert.Equal(["FRRConfiguration/one", "Secret/bgp"], Names(source.Look()));
        Assert.Empty(source.Look().Problems);
    }

    [OwnServerFact]
    public async Task Objects_that_may_not_be_read_are_not_nothing()
    {
        _cluster.Own.Access.Authorize = (_, request) => request is not { Plural: "frrconfigurations", Verb: "list" };
        await using var source = new SourceUnderTest(_cluster);
        var look = await source.UntilAsync(look => look.Problems.Count > 0, "a problem");
        Assert.False(look.IsKnown);
        Assert.Contains("cannot list frrconfigurations of the namespace `frr-k8s-system`", look.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("403", look.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_for_this_node_wakes_nobody()
    {
        await using var source = new SourceUnderTest(_cluster);
        await source.UntilAsync("FRRConfiguration/one");
        var (changes, events) = (source.Changes, source.Events);
        for (var number = 0; number < 50; number++)
        {
            await _cluster.ConfigureAsync($"x{number}", RoleB);
            await _cluster.ConfigureAsync($"x{number}", RoleB, "10.9.9.9");
            await _cluster.ConfigureAsync($"y{number}", ns: "other");
            await _cluster.PutAsync(
                ApiResources.FrrConfigurations, Cluster.Namespace, "one", $$"""{"metadata":{"name":"one","annotations":{"a":"{{number}}"} } }""");
            await _cluster.LabelAsync("a", $$""","annotations":{"heartbeat":"{{number}}"}""");
        }

        await _cluster.ConfigureAsync("last");
        var look = await source.UntilAsync("FRRConfiguration/last", "FRRConfiguration/one");
        Assert.Equal(51, look.Others);
        Assert.Equal(changes + 1, source.Changes);
        Assert.InRange(source.Events, events, events + 3);
    }

    [Fact]
    public async Task The_log_level_comes_with_the_object_of_the_name_config()
    {
        await using var source = new SourceUnderTest(_cluster);
        await source.UntilAsync("FRRConfiguration/one");
        await _cluster.LogLevelAsync("debug");
        await source.UntilAsync("FRRConfiguration/one", "FRRK8sConfiguration/config");
        await _cluster.DeleteAsync(ApiResources.HostConfigurations, "config");
        await source.UntilAsync("FRRConfiguration/one");
    }

    // The next request of this kind gets no answer before the release; that it was asked is told.
    private (Task Asked, TaskCompletionSource Release) HoldNext(string verb, string plural)
    {
        var (asked, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        _cluster.Own.Faults.HoldNext(
            1,
            request =>
            {
                var isIt = request.Verb == verb && request.Plural == plural;
                _ = isIt && asked.TrySetResult();
                return isIt;
            },
            release.Task);
        return (asked.Task, release);
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}
