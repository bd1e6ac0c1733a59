using FrrK8s.Host.Certificates;
using FrrK8s.Host.Controller;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Webhook;

/// <summary>The webhook with all that it lives on: what it knows of the cluster, its certificate and its server.</summary>
internal sealed class HookService(IApiClient client, HookSettings settings, ApiHealth health, ILogger logger, TimeProvider time)
{
    private readonly ServedCertificate _certificate = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The certificate that it shows.</summary>
    public ServedCertificate Certificate => _certificate;

    /// <summary>The port that it listens on, as soon as it does.</summary>
    public Task<int> Port => _port.Task;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var index = new AdmissionIndex();
        var store = new ConfigurationStore(index, time);
        var configurations = Watch(ApiResources.FrrConfigurations, settings.Admission.Namespace, ApiSelector.All, store);
        var nodes = Watch(ApiResources.Nodes, null, ApiSelector.All, new NodeStore(index));
        var admissions = new Admissions(client, index, store, settings.Admission, logger);
        var handler = new HookHandler(admissions, NotReady, logger);
        await using var server = await HookServer.StartAsync(settings.Address, settings.Port, _certificate, handler, logger, cancellationToken);
        logger.LogInformation("the webhook listens on port {Port}", server.Port);
        _port.TrySetResult(server.Port);
        await Together.RunAsync([configurations.RunAsync, nodes.RunAsync, .. Certificates()], cancellationToken);

        string? NotReady() => configurations.IsListed && nodes.IsListed ? null : "the objects and nodes of the cluster are not read yet";
    }

    private IEnumerable<Func<CancellationToken, Task>> Certificates()
    {
        if (settings.CertificateFolder is { } folder)
        {
            yield return new CertificateFiles(folder, _certificate, logger, time).RunAsync;
            yield break;
        }

        var names = settings.Certificates;
        var slot = new Slot();
        var changes = new ChangeStore(slot.Mark);
        yield return Watch(ApiResources.Secrets, names.Namespace, ApiSelector.Name(names.Secret), changes).RunAsync;
        yield return Watch(ApiResources.ValidatingWebhookConfigurations, null, ApiSelector.Name(names.WebhookConfiguration), changes).RunAsync;
        yield return new CertificateKeeper(client, names, _certificate, slot, logger, time).RunAsync;
    }

    private ApiWatcher Watch(ApiResource resource, string? ns, ApiSelector selector, IApiStore store) =>
        new(client, resource, ns, selector, store, health, time);
}
