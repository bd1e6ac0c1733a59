namespace FrrK8s.FrrParser.Compare;

/// <summary>Compares what two configurations say in one scope.</summary>
internal static class ScopeComparison
{
    /// <summary>Adds the differences to a list, and the lists of entries whose order counts to a set.</summary>
    public static void Compare(
        Facts intended, Facts running, Surroundings surroundings, Owner owner, List<Difference> differences, HashSet<string> ordered)
    {
        NormalForm.Of(intended, surroundings);
        NormalForm.Of(running, surroundings);
        foreach (var fact in intended.ByKey.Values)
        {
            if (!running.ByKey.TryGetValue(fact.Key, out var actual))
            {
                differences.Add(Difference.Missing(fact));
            }
            else if (!fact.Says(actual))
            {
                differences.Add(Difference.Changed(fact, actual));
            }
        }

        differences.AddRange(running.ByKey.Values
            .Where(fact => !intended.ByKey.ContainsKey(fact.Key) && owner.Owns(fact))
            .Select(Difference.Surplus));
        foreach (var key in intended.Lists.Keys.Union(running.Lists.Keys))
        {
            var list = intended.Lists.GetValueOrDefault(key);
            var actual = running.Lists.GetValueOrDefault(key);
            differences.AddRange(ListComparison.Compare(list, actual, owner));
            _ = ListComparison.IsSet(list, actual) || ordered.Add(key);
        }
    }
}
