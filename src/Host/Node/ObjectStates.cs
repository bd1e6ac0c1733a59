using FrrK8s.Host.Frr;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Status;
using FrrK8s.Rules;

namespace FrrK8s.Host.Node;

/// <summary>
/// What became of each object, and of which of its generations. That a generation is accepted is the rules' word; that it is applied was read back from FRR.
/// </summary>
internal sealed class ObjectStates
{
    private Dictionary<string, long> _live = new(StringComparer.Ordinal);

    /// <summary>The objects that select this node.</summary>
    public IReadOnlyList<ObjectState> Of(Conversion conversion, ApplyReport? report)
    {
        var objects = (conversion.Compilation?.Result.Objects ?? []).Where(one => one.Verdict != Verdict.NotSelected).ToList();
        if (report?.Outcome == ApplyOutcome.Applied && conversion.Wanted is not null)
        {
            _live = objects
                .Where(one => one.Verdict == Verdict.Accepted)
                .ToDictionary(IdOf, one => one.Generation, StringComparer.Ordinal);
        }

        // While FRR does not answer nobody knows; what was good before is live again once it is back in force.
        var isKnown = report is { Outcome: ApplyOutcome.Applied } or { IsTakenBack: true };
        return [.. objects.Select(one => ToState(one, isKnown && _live.TryGetValue(IdOf(one), out var live) && live == one.Generation))];

        ObjectState ToState(ObjectReport one, bool isApplied)
        {
            var isAccepted = one.Verdict == Verdict.Accepted;
            var content = conversion.Compilation!.Catalog.ById[IdOf(one)].Select(document => document.Content).FirstOrDefault();
            return new ObjectState(
                one.Namespace,
                one.Name,
                content.Child("metadata")?.TextOf("uid") ?? "",
                one.Generation,
                isAccepted,
                isApplied && (isAccepted || conversion.Wanted is null || report!.IsTakenBack),
                Reason(one),
                Message(isAccepted ? one.Warnings : one.Problems));
        }
    }

    private static string IdOf(ObjectReport one) => $"{one.Namespace}/{one.Name}";

    private static string Reason(ObjectReport one) => one switch
    {
        { Verdict: Verdict.Accepted } => ObjectState.Accepted,
        _ when one.Problems.Any(problem => problem.Claims.Count > 0) => ObjectState.Conflict,
        _ => ObjectState.Refused,
    };

    private static string Message(IEnumerable<Problem> problems) => string.Join("; ", problems.Select(problem =>
    {
        var path = problem.Path.Length == 0 ? "" : $"{problem.Path}: ";
        var rule = problem.Rule.Length == 0 ? "" : $" [{problem.Rule}]";
        return $"{path}{problem.Message}{rule}";
    }));
}
