using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Access;
using FrrK8s.KubeApi.Faults;
using FrrK8s.KubeApi.Http;
using FrrK8s.KubeApi.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FrrK8s.KubeApi;

/// <summary>
/// An API server in this process, on the loopback: it speaks the protocol of Kubernetes for the kinds that the product uses, keeps all in
/// memory, and lets go wrong what a test asks for. Nothing is left of it when it is disposed.
/// </summary>
public sealed class KubeApiServer : IAsyncDisposable
{
    private readonly ServerState _state;
    private readonly RequestHandler _handler;
    private readonly ServerCertificate? _certificate;
    private readonly string _folder;
    private readonly WebApplication _app;

    private KubeApiServer(KubeApiOptions options)
    {
        _state = new ServerState(options);
        _handler = new RequestHandler(_state);
        _certificate = options.IsSecure ? new ServerCertificate(options.Time.GetUtcNow()) : null;
        _folder = Directory.CreateTempSubdirectory("frrk8s-kubeapi-").FullName;
        _state.Access.AddToken(Token, UserInfo.Admin);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = options.LargestBody;
            kestrel.Listen(IPAddress.Loopback, options.Port, listener =>
            {
                if (_certificate is not null)
                {
                    listener.UseHttps(_certificate.Certificate);
                }
            });
        });
        _app = builder.Build();
        _app.Run(_handler.HandleAsync);
    }

    /// <summary>Where it is.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>The token that may do everything.</summary>
    public string Token { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>A file that kubectl and the product take.</summary>
    public string KubeconfigPath => Path.Combine(_folder, "kubeconfig");

    /// <summary>What clients trust; empty for plain HTTP.</summary>
    public string AuthorityPem => _certificate?.AuthorityPem ?? "";

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults => _state.Faults;

    /// <summary>Who has which token, and who may do what.</summary>
    public AccessTable Access => _state.Access;

    /// <summary>The requests so far, oldest first.</summary>
    public IReadOnlyList<RequestRecord> Requests => _handler.Records;

    /// <summary>The number of the latest write.</summary>
    public long Revision => _state.Store.Revision;

    /// <summary>Starts a server.</summary>
    public static async Task<KubeApiServer> StartAsync(KubeApiOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new KubeApiServer(options ?? new KubeApiOptions());
        await server._app.StartAsync(cancellationToken);
        var addresses = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        server.Url = new Uri(addresses.Addresses.First());
        Kubeconfig.Write(server.KubeconfigPath, Kubeconfig.Text(server.Url, server.AuthorityPem, server.Token));
        Furnishing.Furnish(server._state);
        return server;
    }

    /// <summary>From now on service accounts may do what the roles in the store let them, and no more.</summary>
    public Rbac UseRbac() => new(_state);

    /// <summary>Tells where a service of the cluster is, for webhooks that name a service.</summary>
    public void MapService(string ns, string name, IPEndPoint target) => _state.Services[$"{ns}/{name}"] = target;

    /// <summary>
    /// Puts an object into the store past the protocol, for tests that need thousands. It is made ready as a POST would, and no webhook is asked.
    /// </summary>
    public void Put(ResourceKind kind, string? ns, JsonObject item) => Furnishing.Put(_state, kind, ns ?? "", item);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Faults.DropWatches();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _certificate?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
