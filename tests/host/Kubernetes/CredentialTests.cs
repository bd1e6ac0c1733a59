using System.Net;
using FrrK8s.Host.Kubernetes;
using FrrK8s.HostTests.KubeApi;
using FrrK8s.HostTests.Support;
using FrrK8s.KubeApi;
using FrrK8s.KubeApi.Access;

namespace FrrK8s.HostTests.Kubernetes;

/// <summary>Credentials that are renewed while the program runs: nobody restarts it for them, and what is half written stops nobody.</summary>
public sealed class CredentialTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new();
    private ApiServerUnderTest _server = null!;
    private string _file = "";

    public async Task InitializeAsync() => _server = await ApiServerUnderTest.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [OwnServerFact]
    public async Task A_pod_goes_on_when_the_kubelet_renews_its_token()
    {
        Mount("token-1", 1);
        using var client = Client(new ApiConnection(() => PodAccess.Read(_folder.Path, "127.0.0.1", $"{_server.Url.Port}"), "test", _time), out var connection);
        Assert.Equal(ApiServerUnderTest.Namespace, connection.Namespace);
        await NodesAsync(client);

        // The former is good for a while: nothing is refused, and the new one counts a second later.
        _server.Own.Access.AddToken("token-2", UserInfo.Admin);
        Mount("token-2", 2);
        Assert.Equal("token-1", (await connection.AuthorizeAsync(default))?.Parameter);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("token-2", (await connection.AuthorizeAsync(default))?.Parameter);

        // The former is refused at once: the request is sent again with the new one.
        Mount("token-3", 3);
        _server.Own.Access.RemoveToken("token-2");
        await NodesAsync(client);
        Assert.Equal(0, connection.Generation);
    }

    [OwnServerFact]
    public async Task A_watch_and_its_objects_outlive_a_token()
    {
        await using var cluster = await Cluster.StartAsync(new KubeApiOptions { BookmarkPeriod = TimeSpan.FromMilliseconds(200) });
        cluster.Own.Access.AddToken("token-1", UserInfo.Admin);
        await cluster.LabelAsync("a");
        await cluster.ConfigureAsync("one");
        Write("token-1", cluster.Server);
        await using var source = new SourceUnderTest(KubeConfiguration.Load(_file, "n1"));
        await source.UntilAsync("FRRConfiguration/one");
        Write("token-2", cluster.Server);
        cluster.Own.Access.AddToken("token-2", UserInfo.Admin);
        cluster.Own.Access.RemoveToken("token-1");
        cluster.Own.Faults.DropWatches();
        await cluster.ConfigureAsync("two");
        await source.UntilAsync("FRRConfiguration/one", "FRRConfiguration/two");
        Assert.DoesNotContain("401", source.Log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("token-", source.Log.ToString(), StringComparison.Ordinal);
    }

    [OwnServerFact]
    public async Task A_kubeconfig_may_name_a_file_of_a_token()
    {
        _server.Own.Access.AddToken("token-1", UserInfo.Admin);
        _folder.Write("my.token", "token-1\n");
        _file = _folder.Write(
            "kubeconfig",
            Kubeconfig.Text(_server.Url, _server.AuthorityPem, "x").Replace("token: x", "tokenFile: my.token", StringComparison.Ordinal));
        using var client = Client(KubeConfiguration.Load(_file, "test", _time), out _);
        await NodesAsync(client);
        _folder.Write("my.token", "token-2\n");
        _server.Own.Access.RemoveToken("token-1");
        _server.Own.Access.AddToken("token-2", UserInfo.Admin);
        await NodesAsync(client);
    }

    [OwnServerFact]
    public async Task A_kubeconfig_that_is_half_written_changes_nothing_and_is_said_once_it_matters()
    {
        _server.Own.Access.AddToken("token-1", UserInfo.Admin);
        Write("token-1", _server);
        using var client = Client(KubeConfiguration.Load(_file, "test", _time), out var connection);
        await File.WriteAllTextAsync(_file, "apiVersion: v1\nkind: Config\nusers: [{name: s3cret");
        _time.Advance(TimeSpan.FromSeconds(1));
        await NodesAsync(client);
        Assert.NotNull(connection.Problem);

        _server.Own.Access.RemoveToken("token-1");
        var denied = await Assert.ThrowsAsync<ApiException>(() => NodesAsync(client));
        Assert.Equal(401, denied.StatusCode);
        Assert.Contains($"newer credentials cannot be read: --kubeconfig: `{_file}` cannot be used", denied.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", denied.Message, StringComparison.Ordinal);

        Write("token-2", _server);
        _server.Own.Access.AddToken("token-2", UserInfo.Admin);
        await NodesAsync(client);
        Assert.Null(connection.Problem);
    }

    [OwnServerFact]
    public async Task A_kubeconfig_that_names_another_server_leads_there()
    {
        await using var other = await ApiServerUnderTest.StartAsync();
        Write(_server.Token, _server);
        using var client = Client(KubeConfiguration.Load(_file, "test", _time), out var connection);
        await NodesAsync(client);
        Write(other.Token, other);
        _time.Advance(TimeSpan.FromSeconds(1));
        await client.CreateAsync(
            ApiResources.Nodes, null, System.Text.Json.JsonElement.Parse("""{"apiVersion":"v1","kind":"Node","metadata":{"name":"there"}}"""), default);
        Assert.Equal(1, connection.Generation);
        var (code, _) = await other.SendAsync(HttpMethod.Get, "/api/v1/nodes/there");
        Assert.Equal(HttpStatusCode.OK, code);
    }

    private static ApiClient Client(ApiConnection made, out ApiConnection connection)
    {
        connection = made;
        return new ApiClient(made, new ApiClientSettings(), TimeProvider.System);
    }

    private static Task<ApiList> NodesAsync(ApiClient client) => client.ListAsync(ApiResources.Nodes, null, ApiSelector.All, default);

    private void Write(string token, ApiServerUnderTest server) =>
        _file = _folder.Write("kubeconfig", Kubeconfig.Text(server.Url, server.AuthorityPem, token));

    // As a kubelet does: each version is a folder, and a link to it is swapped.
    private void Mount(string token, int version)
    {
        _server.Own.Access.AddToken(token, UserInfo.Admin);
        var folder = Directory.CreateDirectory(_folder.File($"..{version}")).FullName;
        foreach (var (name, text) in new[] { ("token", token), ("ca.crt", _server.AuthorityPem), ("namespace", ApiServerUnderTest.Namespace) })
        {
            File.WriteAllText(Path.Combine(folder, name), text);
            if (version == 1)
            {
                File.CreateSymbolicLink(_folder.File(name), Path.Combine("..data", name));
            }
        }

        var link = _folder.File("..data");
        if (Path.Exists(link))
        {
            Directory.Delete(link);
        }

        Directory.CreateSymbolicLink(link, $"..{version}");
    }
}
