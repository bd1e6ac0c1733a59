using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Remediation;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Cli;

namespace FrrK8s.Host.Prove;

/// <summary>The laws that <c>frrk8s prove</c> tries, in the order in which a configuration comes about.</summary>
internal static class ProofLaws
{
    private static readonly Ownership Everything = new(Section.All);

    /// <summary>Every law.</summary>
    public static readonly IReadOnlyList<ProofLaw> All =
    [
        new("every order of the objects gives the same text", sampler => sampler.Orders(), (subject, tried) =>
            SameText(subject.TextOf(tried.First), subject.TextOf([.. tried.First.Order()]))),

        new("an object that is there twice changes nothing", sampler => sampler.Duplicates(), (subject, tried) =>
            SameText(subject.TextOf(tried.First), subject.TextOf([.. tried.First.Distinct()]))),

        new("a younger object never evicts an older one", sampler => sampler.Prefixes().Concat(sampler.Subsets()), (subject, tried) =>
            YoungestEvictsNone(subject, tried.First)),

        new("refused objects leave no trace", sampler => sampler.Subsets(), (subject, tried) =>
            SameText(subject.TextOf(tried.First), subject.TextOf(Admitted(subject, tried.First)))),

        new("the text is read and written back byte for byte", sampler => sampler.Subsets(), (subject, tried) =>
            SameText(subject.TextOf(tried.First), subject.DocumentOf(tried.First).ToString())),

        new("between equal sets nothing differs and no command is needed", sampler => sampler.Subsets(), (subject, tried) =>
            NothingToDo(subject.DocumentOf(tried.First), Document.Parse(subject.TextOf([.. tried.First.Reverse()])))),

        new("the commands from one set of objects to another lead there", sampler => sampler.Pairs(), (subject, tried) =>
            Leads(subject.DocumentOf(tried.First), subject.DocumentOf(tried.Second))) { IsOfTwo = true },

        new("the rollback of these commands leads back", sampler => sampler.Pairs(), (subject, tried) =>
            LeadsBack(subject.DocumentOf(tried.First), subject.DocumentOf(tried.Second))) { IsOfTwo = true },
    ];

    private static List<int> Admitted(ProofSubject subject, IReadOnlyList<int> objects)
    {
        var admitted = subject.AdmittedOf(objects);
        return objects.Where(number => admitted.Contains(subject.NameOf(number))).ToList();
    }

    private static string? YoungestEvictsNone(ProofSubject subject, IReadOnlyList<int> objects)
    {
        var byAge = subject.ByAge.Where(objects.Contains).ToList();
        var evicted = subject.AdmittedOf(byAge.SkipLast(1).ToList()).Except(subject.AdmittedOf(byAge)).ToList();
        return evicted.Count == 0 ? null : $"{string.Join(", ", evicted)} is refused because of the younger {subject.NameOf(byAge[^1])}";
    }

    private static string? NothingToDo(Document one, Document other)
    {
        var comparison = Comparison.Of(one, other, Everything);
        return Differences(comparison) ?? (RemediationPlan.Of(comparison) is { IsEmpty: false } plan ? Masked(plan.ToString()) : null);
    }

    private static string? Leads(Document running, Document intended) =>
        Differences(Comparison.Of(intended, After(running, Plan(running, intended)), Everything));

    private static string? LeadsBack(Document running, Document intended)
    {
        var plan = Plan(running, intended);
        return Differences(Comparison.Of(running, After(After(running, plan), plan.Rollback(running)), Everything));
    }

    // The daemon remembers what it wrote, so what it wrote outside of its sections goes too.
    private static RemediationPlan Plan(Document running, Document intended) =>
        RemediationPlan.Between(running, intended, Ownership.Default with { Written = running });

    // Every `vtysh -f` begins outside of all contexts, whatever the last one ended in.
    private static Document After(Document running, RemediationPlan plan) => Document.Parse($"{running}\nend\n{plan}");

    private static string? Differences(Comparison comparison) => comparison.IsEmpty
        ? null
        : string.Join('\n', new DifferenceText(false, _ => []).Lines("found", "wanted", comparison.Differences));

    private static string? SameText(string one, string other)
    {
        if (string.Equals(one, other, StringComparison.Ordinal))
        {
            return null;
        }

        var (left, right) = (one.Split('\n'), other.Split('\n'));
        var at = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {at + 1}: `{Masked(left.ElementAtOrDefault(at) ?? "")}` and `{Masked(right.ElementAtOrDefault(at) ?? "")}`";
    }

    private static string Masked(string text) => SecretMask.MaskConfiguration(text);
}
