using FrrK8s.Host.Kubernetes;
using FrrK8s.Rules;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Webhook;

/// <summary>
/// Answers AdmissionReviews. Before an object is refused for others, those are asked for anew: a watch is a moment behind, and nobody
/// shall be refused for an object that was just deleted. Any number of replicas may answer: nothing depends on who answered before.
/// </summary>
internal sealed class Admissions(
    IApiClient client, AdmissionIndex index, ConfigurationStore store, AdmissionSettings settings, ILogger logger)
{
    private const int MostRounds = 4;

    private const int MostOpponents = 8;

    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly SecretCheck _secrets = new(client);

    /// <summary>The answer to a request.</summary>
    public async Task<AdmissionAnswer> AnswerAsync(AdmissionReview review, CancellationToken cancellationToken)
    {
        if (!review.IsWrite)
        {
            return AdmissionAnswer.Allow();
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(LongestLook);
        var question = new AdmissionQuestion(review.Object!.Value, review.Operation == "UPDATE" ? review.Old : null);
        var answer = Decide(question, review.IsDryRun);
        for (var round = 1; round < MostRounds && answer.Opponents.Count > 0; round++)
        {
            if (!await LookAgainAsync(answer, deadline.Token))
            {
                break;
            }

            answer = Decide(question, review.IsDryRun);
        }

        if (!answer.IsAllowed)
        {
            logger.LogInformation("refused {Operation} of `{Object}`: {Problems}", review.Operation, question.New.Id, answer.Message);
            return answer;
        }

        var secrets = question.IsUnchanged ? [] : await _secrets.WarningsAsync(question.New, deadline.Token);
        logger.LogDebug("let in {Operation} of `{Object}` with {Count} warnings", review.Operation, question.New.Id, answer.Warnings.Count + secrets.Count);
        return answer with { Warnings = [.. answer.Warnings, .. secrets] };
    }

    private AdmissionAnswer Decide(AdmissionQuestion question, bool isDryRun)
    {
        lock (index.Lock)
        {
            store.GiveUpForeseen();
            var answer = Admission.Decide(question, index, settings);
            if (answer.IsAllowed && !isDryRun && !question.IsGoing && question.New.Namespace == settings.Namespace)
            {
                store.Foresee(question);
            }

            return answer;
        }
    }

    /// <summary>True when something was not as it was thought.</summary>
    private async Task<bool> LookAgainAsync(AdmissionAnswer answer, CancellationToken cancellationToken) =>
        (await Task.WhenAll(answer.Opponents.Take(MostOpponents).Select(opponent => LookAgainAsync(opponent, cancellationToken)))).Contains(true);

    private async Task<bool> LookAgainAsync(Declaration opponent, CancellationToken cancellationToken)
    {
        var version = store.VersionOf(opponent.Id);
        try
        {
            return store.Found(await client.GetAsync(ApiResources.FrrConfigurations, opponent.Namespace, opponent.Name, cancellationToken));
        }
        catch (ApiException problem) when (problem.IsNotFound)
        {
            return store.Missing(opponent.Id, version) || await IsShownAsync(opponent.Id, cancellationToken);
        }
        catch (Exception problem) when (problem is ApiException or OperationCanceledException)
        {
            // What is known has to do.
            return false;
        }
    }

    // What was let in and is not there is on its way, or was deleted since: the watch says both within a moment.
    private async Task<bool> IsShownAsync(string id, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestWait);
        while (store.IsAwaited(id, out var word))
        {
            await word.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (patience.IsCancellationRequested)
            {
                return false;
            }
        }

        return true;
    }
}
