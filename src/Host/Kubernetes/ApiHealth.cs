using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// How the API server is doing, as far as those know who use it. A server that does not answer is said once, however many ask it; each refusal is said
/// once; so is the end of either.
/// </summary>
internal sealed class ApiHealth(ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<object, ApiException> _failing = [];

    /// <summary>True while nobody who asks gets an answer.</summary>
    public bool IsUnreachable { get; private set; }

    /// <summary>Somebody was not answered, or was refused something.</summary>
    public void Fails(object who, ApiException problem)
    {
        lock (_lock)
        {
            var isKnown = _failing.TryGetValue(who, out var before) && before.Message == problem.Message;
            _failing[who] = problem;
            if (problem.StatusCode != 0)
            {
                // A history that ends is how every server works: what is there is listed anew.
                logger.Log(isKnown || problem.IsGone ? LogLevel.Debug : LogLevel.Warning, "{Problem}; trying again until it works", problem.Message);
            }
            else if (IsUnreachable)
            {
                logger.LogDebug("{Problem}", problem.Message);
            }
            else
            {
                IsUnreachable = true;
                logger.LogWarning("the API server cannot be asked, so everything stays as it is: {Problem}", problem.Message);
            }
        }
    }

    /// <summary>Somebody has an answer.</summary>
    public void Works(object who)
    {
        lock (_lock)
        {
            if (IsUnreachable)
            {
                IsUnreachable = false;
                logger.LogInformation("the API server answers again");
            }

            if (_failing.Remove(who, out var before) && before.StatusCode != 0)
            {
                logger.Log(before.IsGone ? LogLevel.Debug : LogLevel.Information, "no longer: {Problem}", before.Message);
            }
        }
    }

    /// <summary>Somebody asks no more.</summary>
    public void Forget(object who)
    {
        lock (_lock)
        {
            _failing.Remove(who);
        }
    }
}
