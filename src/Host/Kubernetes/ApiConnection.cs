using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// The way to the API server. What says where it is and who we are stands in files that others renew at any time: tokens each hour, certificates before
/// they end. What is new there counts from the next second on; what cannot be read changes nothing. Nothing of it is printed but the address.
/// </summary>
internal sealed class ApiConnection
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Func<ApiAccess> _read;
    private readonly TimeProvider _time;
    private ApiAccess _access;
    private string _contents;
    private long _lookedAt;

    /// <summary>Reads the files for the first time. Throws <see cref="InputException"/>.</summary>
    /// <param name="read">Reads them.</param>
    /// <param name="userAgent">What the server's audit log shows: <c>frrk8s/VERSION (NODE)</c>.</param>
    /// <param name="time">The clock.</param>
    public ApiConnection(Func<ApiAccess> read, string userAgent, TimeProvider time)
    {
        (_read, UserAgent, _time) = (read, userAgent, time);
        _access = read();
        (_contents, _lookedAt) = (Contents(_access.Files), time.GetTimestamp());
    }

    /// <summary>Ends in a slash.</summary>
    public Uri BaseAddress => _access.Server;

    /// <summary><c>frrk8s/VERSION (NODE)</c></summary>
    public string UserAgent { get; }

    /// <summary>The namespace that the credentials come with; empty when they have none.</summary>
    public string Namespace => _access.Namespace;

    /// <summary>Counts the times that the files said something new.</summary>
    public int Version { get; private set; }

    /// <summary>Counts the times that connections made before are not good any more.</summary>
    public int Generation { get; private set; }

    /// <summary>Why what the files say now is not used; null when it is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The header that says who we are.</summary>
    public Task<AuthenticationHeaderValue?> AuthorizeAsync(CancellationToken cancellationToken)
    {
        Renew(isUrgent: false);
        return _access.AuthorizeAsync(cancellationToken);
    }

    /// <summary>Whether the files say something else by now than when this was the version: the server has just refused what they said then.</summary>
    public bool IsNewerThan(int version)
    {
        Renew(isUrgent: true);
        return Version != version;
    }

    private void Renew(bool isUrgent)
    {
        lock (_lock)
        {
            if (!isUrgent && _time.GetElapsedTime(_lookedAt) < LookEvery)
            {
                return;
            }

            _lookedAt = _time.GetTimestamp();
            var contents = Contents(_access.Files);
            if (string.Equals(contents, _contents, StringComparison.Ordinal))
            {
                return;
            }

            try
            {
                var access = _read();
                (_contents, Problem) = (Contents(access.Files), null);
                Generation += access.HasConnectionsOf(_access) ? 0 : 1;
                _access = access;
                Version++;
            }
            catch (InputException problem)
            {
                // It may be half written: the next change is looked at again.
                (_contents, Problem) = (contents, problem.Message);
            }
        }
    }

    /// <summary>A client with connections of its own.</summary>
    public HttpClient CreateHttpClient()
    {
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        Secure(handler.SslOptions, _access);

        // Each request has its own deadline, and a watch has none.
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static void Secure(SslClientAuthenticationOptions tls, ApiAccess access)
    {
        if (access.ServerName is { } name)
        {
            tls.TargetHost = name;
        }

        if (access.IsUnverified)
        {
            tls.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        }
        else if (access.Authorities is { } authorities)
        {
            // The name in the certificate is still compared, other than in the client library's own check.
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.ImportFromPem(authorities);
        }

        if (access.Own is { } own)
        {
            tls.ClientCertificates = [X509Certificate2.CreateFromPem(own.Certificate, own.Key)];
        }
    }

    // A second reading costs little, and what differs is seen also where a file's time is that of a link to it.
    private static string Contents(IReadOnlyList<string> files) => string.Join('\0', files.Select(file =>
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }));

    // A connection whose other end vanished without a word is noticed by the kernel: while nothing is sent by its own questions, else by what stays
    // unanswered.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            if (OperatingSystem.IsLinux())
            {
                const int tcpUserTimeout = 18;
                socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, tcpUserTimeout, BitConverter.GetBytes(60_000));
            }

            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
