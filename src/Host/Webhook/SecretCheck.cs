using FrrK8s.Host.Kubernetes;
using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>Tells of secrets that are not there yet or cannot be a password. No reason to refuse: they may come later. Nothing of their contents is kept.</summary>
internal sealed class SecretCheck(IApiClient client)
{
    private const int MostSecrets = 20;

    /// <summary>The warnings about the secrets of an object. When nobody answers in time, none.</summary>
    public async Task<IReadOnlyList<string>> WarningsAsync(Declaration declaration, CancellationToken cancellationToken)
    {
        var asked = declaration.SecretNames.Take(MostSecrets).Select(name => WarningAsync(declaration.Namespace, name, cancellationToken));
        return [.. (await Task.WhenAll(asked)).OfType<string>()];
    }

    private async Task<string?> WarningAsync(string ns, string name, CancellationToken cancellationToken)
    {
        try
        {
            var secret = await client.GetAsync(ApiResources.Secrets, ns, name, cancellationToken);
            return (secret.TextOf("type"), secret.Child("data")?.Child("password")) switch
            {
                (not "kubernetes.io/basic-auth", _) =>
                    $"the secret {ns}/{name} has the type `{secret.TextOf("type")}`, it must be `kubernetes.io/basic-auth`: no node takes the object until it has",
                (_, null) => $"the secret {ns}/{name} has no key `password`: no node takes the object until it has",
                _ => null,
            };
        }
        catch (ApiException problem)
        {
            return problem.IsNotFound ? $"the secret {ns}/{name} does not exist: no node takes the object until it does" : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
