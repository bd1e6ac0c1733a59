using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Certificates;

/// <summary>Certificates that somebody else makes and lays into a folder (<c>tls.crt</c>, <c>tls.key</c>); what changes there is shown soon.</summary>
internal sealed class CertificateFiles(string folder, ServedCertificate served, ILogger logger, TimeProvider time)
{
    // A mounted Secret is swapped as a whole, by a link that no watch of a file sees.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private string _lastProblem = "";

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Look();
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>Shows what lies in the folder now. What is no certificate changes nothing.</summary>
    public void Look()
    {
        try
        {
            var certificate = File.ReadAllText(Path.Combine(folder, "tls.crt"));
            var key = File.ReadAllText(Path.Combine(folder, "tls.key"));
            if (!served.Is(certificate))
            {
                served.Set(certificate, key);
                logger.LogInformation("the webhook shows the certificate in `{Folder}`", folder);
            }

            _lastProblem = "";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            // The words about a key stay here.
            var words = problem is IOException or UnauthorizedAccessException ? problem.Message : "tls.crt and tls.key are no certificate and its key";
            logger.Log(words == _lastProblem ? LogLevel.Debug : LogLevel.Warning, "--cert-dir `{Folder}`: {Problem}; what was shown before stays", folder, words);
            _lastProblem = words;
        }
    }
}
