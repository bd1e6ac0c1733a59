using System.Net;
using System.Security.Authentication;
using FrrK8s.Host.Certificates;
using FrrK8s.Host.Node;
using FrrK8s.Host.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Webhook;

/// <summary>The HTTPS server of the webhook. The certificate is asked for at each connection, so that it can change at any time.</summary>
internal sealed class HookServer : IAsyncDisposable
{
    private const int MostConnections = 512;

    private readonly WebApplication _application;

    private HookServer(WebApplication application) => _application = application;

    /// <summary>The port that it listens on.</summary>
    public int Port => new Uri(
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <summary>Starts to listen.</summary>
    /// <param name="address">All addresses of the machine, or one.</param>
    /// <param name="port">0 for any free one.</param>
    public static async Task<HookServer> StartAsync(
        IPAddress address, int port, ServedCertificate certificate, TlsSettings tls, HookHandler handler, ILogger logger, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // What Kestrel says of single connections is for whoever looks for mistakes.
        builder.Logging.AddProvider(new LineLoggerProvider(logger)).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = HookHandler.MostBytes;
            options.Limits.MaxConcurrentConnections = MostConnections;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            if (address.Equals(IPAddress.IPv6Any))
            {
                // Also where there is no IPv6.
                options.ListenAnyIP(port, listen => Secure(listen, certificate, tls));
            }
            else
            {
                options.Listen(address, port, listen => Secure(listen, certificate, tls));
            }
        });
        var application = builder.Build();
        application.Run(handler.HandleAsync);
        await application.StartAsync(cancellationToken);
        return new HookServer(application);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    private static void Secure(ListenOptions listen, ServedCertificate certificate, TlsSettings tls) => listen.UseHttps(new TlsHandshakeCallbackOptions
    {
        HandshakeTimeout = TimeSpan.FromSeconds(10),
        OnConnection = _ =>
        {
            var options = tls.Options();
            options.ServerCertificateContext = certificate.Context ?? throw new AuthenticationException("there is no certificate yet");
            return ValueTask.FromResult(options);
        },
    });
}
