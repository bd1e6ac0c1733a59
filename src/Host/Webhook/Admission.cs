using FrrK8s.Rules;

namespace FrrK8s.Host.Webhook;

/// <summary>
/// Decides whether an object may be written. Pure: the index is only read. An object is refused for what is wrong with it and for new
/// contradictions; what was wrong before a change refuses nothing, so nobody is locked out from making it better.
/// </summary>
internal static class Admission
{
    /// <summary>Decides. The index's lock is held.</summary>
    public static AdmissionAnswer Decide(AdmissionQuestion question, AdmissionIndex index, AdmissionSettings settings)
    {
        var wanted = question.New;
        if (!string.Equals(wanted.Namespace, settings.Namespace, StringComparison.Ordinal))
        {
            return AdmissionAnswer.Allow(
                $"metadata.namespace: the daemons read objects of the namespace `{settings.Namespace}` only; this one, in `{wanted.Namespace}`, has no effect");
        }

        if (question.IsGoing || question.IsUnchanged)
        {
            return AdmissionAnswer.Allow();
        }

        var problems = new List<string>();
        var warnings = wanted.Warnings.Select(ClashText.Of).ToList();
        CheckItself(question, problems, warnings);
        CheckNeeds(wanted, index, warnings);
        var clashes = new ClashFinder(index, wanted, question.Before).Find();
        var denied = clashes.Where(clash => IsDenied(clash.Kind, settings)).ToList();
        problems.AddRange(ClashText.Lines(wanted, denied));
        warnings.AddRange(ClashText.Lines(wanted, clashes.Where(clash => !IsDenied(clash.Kind, settings))));
        SayRestart(question, warnings);
        return new AdmissionAnswer(problems, warnings, [.. denied.Select(clash => clash.Other).Distinct()]);
    }

    private static bool IsDenied(ClashKind kind, AdmissionSettings settings) => kind switch
    {
        ClashKind.OnNodes or ClashKind.Certain => settings.Conflicts == ConflictMode.Deny,
        ClashKind.Possible => settings is { Conflicts: ConflictMode.Deny, PossibleConflicts: ConflictMode.Deny },
        _ => false,
    };

    private static void CheckItself(AdmissionQuestion question, List<string> problems, List<string> warnings)
    {
        var snippet = SnippetCheck.Of(AdmissionQuestion.SnippetOf(question.Object));
        warnings.AddRange(snippet.Warnings);

        var known = new HashSet<string>(StringComparer.Ordinal);
        if (question.Old is { } old)
        {
            known.UnionWith(question.Before!.Problems.Select(ClashText.Of));
            known.UnionWith(SnippetCheck.Of(AdmissionQuestion.SnippetOf(old)).Problems);
        }

        foreach (var problem in question.New.Problems.Select(ClashText.Of).Concat(snippet.Problems))
        {
            if (known.Contains(problem))
            {
                warnings.Add($"{problem}; it was so before, and no node takes the object until it is put right");
            }
            else
            {
                problems.Add(problem);
            }
        }
    }

    // What it needs may come later, in whatever order a repository is applied; until then it waits.
    private static void CheckNeeds(Declaration wanted, AdmissionIndex index, List<string> warnings)
    {
        if (wanted is not { IsSound: true, Selector: { } selector } || wanted.Needs.Count == 0)
        {
            return;
        }

        foreach (var need in wanted.Needs)
        {
            var providers = index.Claims.ProvidersOf(need)
                .Where(provider => !string.Equals(provider.Id, wanted.Id, StringComparison.Ordinal))
                .ToList();
            var nodes = index.Nodes.Selected(selector)
                .Where(node => !providers.Exists(provider => provider.Selector!.Matches(index.Nodes.LabelsOf(node))))
                .ToList();
            var isMetSomewhere = providers.Exists(provider => provider.Selector!.CanMeet(selector));
            if ((nodes.Count > 0 || !isMetSomewhere) && Engine.Unmet(wanted, need) is { } problem)
            {
                var where = nodes.Count > 0 ? $" on {ClashText.Nodes(nodes)}" : "";
                warnings.Add($"{ClashText.Of(problem)}; until then the object waits{where}");
            }
        }
    }

    private static void SayRestart(AdmissionQuestion question, List<string> warnings)
    {
        if (question.Before is { } before && Engine.GracefulRestartChanges(before, question.New) is { Count: > 0 } neighbors)
        {
            warnings.Add(
                $"graceful restart changes for {string.Join(", ", neighbors.Take(5))}{(neighbors.Count > 5 ? $" and {neighbors.Count - 5} more" : "")}: "
                + "it will be available on the next restart of the session");
        }
    }
}
