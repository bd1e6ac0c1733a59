namespace FrrK8s.FrrParser.Compare;

/// <summary>What some statements say together.</summary>
internal sealed class Facts
{
    private readonly Dictionary<string, Fact> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntryList> _lists = new(StringComparer.Ordinal);

    /// <summary>Everything that is no entry of a list, by its key.</summary>
    public IReadOnlyDictionary<string, Fact> ByKey => _facts;

    /// <summary>The lists that have entries, by path and name.</summary>
    public IReadOnlyDictionary<string, EntryList> Lists => _lists;

    /// <summary>Sets a fact; what was said of the same before is gone.</summary>
    public void Set(Fact fact) => _facts[fact.Key] = fact;

    /// <summary>Sets a fact unless something is said of the same.</summary>
    public void SetIfUnsaid(Fact fact) => _facts.TryAdd(fact.Key, fact);

    /// <summary>Removes what is said of something.</summary>
    public void Remove(string key) => _facts.Remove(key);

    /// <summary>Removes all facts of a kind.</summary>
    public void RemoveAll(Predicate<Fact> isGone)
    {
        foreach (var fact in _facts.Values.Where(fact => isGone(fact)).ToList())
        {
            _facts.Remove(fact.Key);
        }
    }

    /// <summary>The list of a name, made when it is not there.</summary>
    public EntryList List(ContextPath path, string name)
    {
        var key = path.IdentityOf(name);
        if (!_lists.TryGetValue(key, out var list))
        {
            _lists.Add(key, list = new EntryList(path, name));
        }

        return list;
    }

    /// <summary>Removes a list; without entries it is none.</summary>
    public void RemoveList(ContextPath path, string name) => _lists.Remove(path.IdentityOf(name));

    /// <summary>Removes the lists that have no entries left.</summary>
    public void RemoveEmptyLists()
    {
        foreach (var (key, list) in _lists.Where(list => list.Value.Count == 0).ToList())
        {
            _lists.Remove(key);
        }
    }
}
