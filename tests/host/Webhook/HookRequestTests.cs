using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FrrK8s.Host.Webhook;

namespace FrrK8s.HostTests.Webhook;

/// <summary>Whatever is sent gets an answer, and the next request too.</summary>
public sealed class HookRequestTests : IAsyncLifetime, IDisposable
{
    private HookLab _lab = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _lab = await HookLab.StartAsync(isCalled: false);
        _http = new HttpClient(new SocketsHttpHandler { SslOptions = await _lab.TrustAsync() });
    }

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("", "the body is no JSON document")]
    [InlineData("{", "the body is no JSON document")]
    [InlineData("[]", "are not `admission.k8s.io/v1` and `AdmissionReview`")]
    [InlineData("""{ "apiVersion": "admission.k8s.io/v1beta1", "kind": "AdmissionReview" }""", "apiVersion `admission.k8s.io/v1beta1`")]
    [InlineData("""{ "apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview" }""", "request: the field is missing")]
    [InlineData("""{ "apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": { "uid": 1 } }""", "request.uid: the field is missing")]
    [InlineData(
        """{ "apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": { "uid": "u", "operation": "CREATE", "kind": { "kind": "Pod" } } }""",
        "request.kind: `Pod`")]
    public async Task What_is_no_review_is_said(string body, string expected)
    {
        var (code, text) = await PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, code);
        Assert.Contains(expected, text);
        await AnswersAsync();
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00\\ud800")]
    public async Task Half_of_a_surrogate_pair_is_no_text(string text)
    {
        foreach (var body in (string[])[Review("CREATE", Cluster.Spec($"{text}=x", """ "raw": { "rawConfig": "" } """)), Review(text, "null")])
        {
            var (code, answer) = await PostAsync(body);
            Assert.Equal(HttpStatusCode.BadRequest, code);
            Assert.Matches("the text at byte [0-9]+ has half of a surrogate pair", answer);
        }

        await AnswersAsync();
    }

    [Fact]
    public async Task Deep_nesting_is_no_document()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(new string('[', 100_000))).Code);
        await AnswersAsync();
    }

    [Fact]
    public async Task A_large_object_is_read_and_a_too_large_body_is_refused()
    {
        var snippet = string.Concat(Enumerable.Repeat("! a comment\\n", 300_000));
        var (code, text) = await PostAsync(Review("CREATE", Cluster.Spec("", $$""" "raw": { "rawConfig": "{{snippet}}" } """)));
        Assert.Equal(HttpStatusCode.OK, code);
        Assert.True(IsAllowed(text), text);

        // It waits to be asked for the body, which it is not: else the connection breaks in the middle of it.
        using var request = new HttpRequestMessage(HttpMethod.Post, Url(HookHandler.ValidatePath))
        {
            Content = new StringContent(new string(' ', HookHandler.MostBytes + 1), Encoding.UTF8, "application/json"),
            Headers = { ExpectContinue = true },
        };
        using var tooLarge = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Contains($"{HookHandler.MostBytes}", await tooLarge.Content.ReadAsStringAsync());
        await AnswersAsync();
    }

    [Fact]
    public async Task Other_methods_types_and_paths_are_said()
    {
        using var get = await _http.GetAsync(Url(HookHandler.ValidatePath));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        Assert.Equal("POST", Assert.Single(get.Content.Headers.Allow));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync("{}", type: "text/plain")).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("{}", "/somewhere")).Code);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await PostAsync("{}", "/healthz")).Code);
        Assert.Equal("""{"status": "ok"}""", await _http.GetStringAsync(Url("/healthz")));
    }

    [Fact]
    public async Task Others_are_answered_while_somebody_is_slow()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _lab.Port);
        await using var slow = new SslStream(socket.GetStream());
        await slow.AuthenticateAsClientAsync(await _lab.TrustAsync());
        await slow.WriteAsync(Encoding.ASCII.GetBytes($"POST {HookHandler.ValidatePath} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"));
        await AnswersAsync();
        // The server ends it by itself, with an answer or without.
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var answer = await new StreamReader(slow, Encoding.ASCII).ReadToEndAsync(deadline.Token);
        Assert.True(answer.Length == 0 || answer.Contains("408", StringComparison.Ordinal), answer);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("CONNECT")]
    public async Task What_writes_nothing_is_let_in(string operation) =>
        Assert.True(IsAllowed((await PostAsync(Review(operation, "null"))).Text));

    [Fact]
    public async Task Refusals_carry_the_uid_and_no_warning_breaks_a_line()
    {
        var (_, text) = await PostAsync(Review("CREATE", """{ "bgp": { "routers": [ { "asn": 0 } ] }, "raw": { "rawConfig": "no such line\nneither this" } }"""));
        var response = JsonElement.Parse(text).GetProperty("response");
        Assert.Equal("the uid", response.GetProperty("uid").GetString());
        Assert.False(response.GetProperty("allowed").GetBoolean());
        Assert.Contains("spec.bgp.routers[0].asn", response.GetProperty("status").GetProperty("message").GetString());
        Assert.All(response.GetProperty("warnings").EnumerateArray(), warning => Assert.DoesNotContain('\n', warning.GetString()!));
    }

    private async Task AnswersAsync() => Assert.True(IsAllowed((await PostAsync(Review("CREATE", Cluster.Router("", 64512)))).Text));

    private static bool IsAllowed(string answer) => JsonElement.Parse(answer).GetProperty("response").GetProperty("allowed").GetBoolean();

    private static string Review(string operation, string spec) =>
        $$"""
        {
          "apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
          "request": {
            "uid": "the uid", "operation": "{{operation}}", "dryRun": true, "kind": { "group": "frrk8s.metallb.io", "kind": "FRRConfiguration" },
            "object": {{(spec == "null" ? spec : Cluster.Manifest("a", spec).GetRawText())}}
          }
        }
        """;

    private Uri Url(string path) => new($"https://localhost:{_lab.Port}{path}");

    private async Task<(HttpStatusCode Code, string Text)> PostAsync(string body, string path = HookHandler.ValidatePath, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        using var answer = await _http.PostAsync(Url(path), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
