namespace FrrK8s.FrrParser.Compare;

/// <summary>
/// Brings what a configuration says into the form in which two configurations that FRR takes for the same are the same: what holds
/// anyway is not said, and what FRR drops without a word neither.
/// </summary>
internal static class NormalForm
{
    /// <summary>Changes the facts of a scope to their normal form, and gives them back.</summary>
    public static Facts Of(Facts facts, Surroundings surroundings)
    {
        Neighborhood.Apply(facts);
        facts.RemoveAll(fact => surroundings.IsDefault(fact)
            || Ownership.IsFrrs(fact)
            || fact.Definition?.IsSilent == true
            || fact is { Opens: not null, Definition.ExistsAlone: false });
        return facts;
    }
}
