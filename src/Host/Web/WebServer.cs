using System.Net;
using System.Text;
using FrrK8s.Host.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Web;

/// <summary>
/// Serves a few small pages over Kestrel, without its configuration files, environment variables and routing: what is served is what the options say.
/// </summary>
internal sealed class WebServer : IAsyncDisposable
{
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    private const int MostConnections = 200;

    private readonly WebApplication _application;

    private WebServer(WebApplication application) => _application = application;

    /// <summary>Where it listens; a port that was left to the system is known here.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [.. _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];

    /// <summary>Starts to serve.</summary>
    /// <exception cref="UsageException">An end point cannot be had.</exception>
    public static async Task<WebServer> StartAsync(IReadOnlyList<WebSite> sites, ILogger logger, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<ILoggerFactory>(new WebLoggerFactory(logger));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 0;
            options.Limits.RequestHeadersTimeout = HeadersWithin;
            options.Limits.MaxConcurrentConnections = MostConnections;
            foreach (var site in sites)
            {
                options.Listen(site.EndPoint, listen => Listen(listen, site));
            }
        });
        var server = new WebServer(builder.Build());
        server._application.Run(AnswerAsync);
        try
        {
            await server._application.StartAsync(cancellationToken);
            return server;
        }
        catch (IOException problem)
        {
            await server.DisposeAsync();
            var site = sites.FirstOrDefault(site => problem.Message.Contains(site.EndPoint.ToString(), StringComparison.Ordinal)) ?? sites[0];
            throw new UsageException($"{site.Option}: `{site.EndPoint}` cannot be listened on: {Reason(problem)}; another address is allowed, or 0 for none");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
    }

    private static string Reason(IOException problem) =>
        problem.InnerException is AddressInUseException ? "the port is in use" : (problem.InnerException ?? problem).Message;

    private static void Listen(ListenOptions listen, WebSite site)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (site.Tls is { } tls)
        {
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(tls.Options()) });
        }

        // The request finds its site by the connection that it came over.
        listen.Use(next => connection =>
        {
            connection.Features.Set(site);
            return next(connection);
        });
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var site = context.Features.Get<WebSite>()!;
        var page = (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            ? site.Pages.TryGetValue(context.Request.Path.Value ?? "", out var make)
                ? await make(context.Request.Headers.Authorization, context.RequestAborted)
                : new WebPage((int)HttpStatusCode.NotFound, $"there is {string.Join(" and ", site.Pages.Keys)} here\n")
            : new WebPage((int)HttpStatusCode.MethodNotAllowed, "GET is allowed\n");
        var bytes = Encoding.UTF8.GetBytes(page.Text);
        context.Response.StatusCode = page.Status;
        context.Response.ContentType = page.ContentType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
