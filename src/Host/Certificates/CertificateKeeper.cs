using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Certificates;

/// <summary>
/// Makes the webhook's certificates and keeps them good: the Secret that all replicas share, the API server's trust in it, and what the
/// server shows. Whoever writes the Secret first has made the certificates; the others take them from there. A certificate is shown
/// only when its authority is known to the API server.
/// </summary>
internal sealed class CertificateKeeper(
    IApiClient client, CertificateSettings settings, ServedCertificate served, Slot slot, ILogger logger, TimeProvider time)
{
    private readonly Backoff _backoff = new();
    private string _lastProblem = "";

    /// <summary>Runs until cancelled. A mark of the slot is a reason to look at once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            slot.Take();
            TimeSpan pause;
            try
            {
                await KeepAsync(cancellationToken);
                _backoff.Reset();
                _lastProblem = "";
                pause = settings.Interval;
            }
            catch (ApiException problem)
            {
                var isNew = problem.Message != _lastProblem;
                logger.Log(isNew ? LogLevel.Warning : LogLevel.Debug, "certificates: {Problem}; trying again until it works", problem.Message);
                _lastProblem = problem.Message;
                pause = _backoff.Next();
            }

            await slot.WaitAsync(pause, time, cancellationToken);
        }
    }

    /// <summary>Puts everything right once.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        var set = await AgreedAsync(cancellationToken);
        if (served.Is(set.Certificate))
        {
            return;
        }

        // Who comes later finds the trust written, but that may be a moment ago.
        if (served.Context is not null)
        {
            await Task.Delay(settings.Propagation, time, cancellationToken);
        }

        served.Set(set.Certificate, set.Key);
        logger.LogInformation("the webhook shows a new certificate for `{Name}`", settings.DnsNames[0]);
    }

    /// <summary>The certificates that all replicas share, and that the API server trusts.</summary>
    private async Task<CertificateSet> AgreedAsync(CancellationToken cancellationToken)
    {
        const int mostTries = 5;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var set = await SharedAsync(cancellationToken);
                await TrustAsync(set.Authorities, cancellationToken);
                return set;
            }
            catch (ApiException faster) when (faster.IsConflict && attempt < mostTries)
            {
                // Another replica has written the same thing at the same moment: what it wrote is probably right.
            }
        }
    }

    /// <summary>The certificates in the Secret, made anew when they are not good.</summary>
    private async Task<CertificateSet> SharedAsync(CancellationToken cancellationToken)
    {
        var secret = await FindAsync(ApiResources.Secrets, settings.Namespace, settings.Secret, cancellationToken);
        var known = secret is { } found ? CertificateSecret.Read(found) : null;
        var flaw = known is null ? "there is none" : known.Flaw(settings.DnsNames, time.GetUtcNow());
        if (flaw is null)
        {
            return known!;
        }

        var made = CertificateMaker.Make(settings.DnsNames, known?.Authorities ?? "", time.GetUtcNow());
        await WriteAsync(secret, made, cancellationToken);
        logger.LogInformation("made a certificate in the Secret `{Namespace}/{Secret}`: {Reason}", settings.Namespace, settings.Secret, flaw);
        return made;
    }

    private Task<JsonElement> WriteAsync(JsonElement? secret, CertificateSet made, CancellationToken cancellationToken) => secret is { } found
        ? client.ReplaceAsync(ApiResources.Secrets, settings.Namespace, settings.Secret, null, CertificateSecret.With(found, made), cancellationToken)
        : client.CreateAsync(
            ApiResources.Secrets,
            settings.Namespace,
            CertificateSecret.With(CertificateSecret.Empty(settings.Namespace, settings.Secret), made),
            cancellationToken);

    /// <summary>Tells the API server whom to trust. An update, no patch: that is what the reference's role allows.</summary>
    private async Task TrustAsync(string authorities, CancellationToken cancellationToken)
    {
        var kind = ApiResources.ValidatingWebhookConfigurations;
        if (await FindAsync(kind, null, settings.WebhookConfiguration, cancellationToken) is not { } found)
        {
            logger.LogDebug("there is no ValidatingWebhookConfiguration `{Name}` yet", settings.WebhookConfiguration);
            return;
        }

        var bundle = Convert.ToBase64String(Encoding.UTF8.GetBytes(authorities));
        var manifest = JsonObject.Create(found)!;
        var isNews = false;
        foreach (var webhook in (manifest["webhooks"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (webhook["clientConfig"] is JsonObject caller && !JsonNode.DeepEquals(caller["caBundle"], JsonValue.Create(bundle)))
            {
                caller["caBundle"] = bundle;
                isNews = true;
            }
        }

        if (isNews)
        {
            await client.ReplaceAsync(kind, null, settings.WebhookConfiguration, null, JsonElement.Parse(manifest.ToJsonString()), cancellationToken);
            logger.LogInformation("told `{Name}` whom to trust", settings.WebhookConfiguration);
        }
    }

    private async Task<JsonElement?> FindAsync(ApiResource kind, string? ns, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync(kind, ns, name, cancellationToken);
        }
        catch (ApiException problem) when (problem.IsNotFound)
        {
            return null;
        }
    }
}
