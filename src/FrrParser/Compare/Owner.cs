using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.FrrParser.Compare;

/// <summary>Decides whether a statement that only runs is a difference.</summary>
internal sealed class Owner
{
    private readonly Ownership _ownership;
    private readonly Lazy<Facts>? _written;

    public Owner(Ownership ownership, Surroundings surroundings)
    {
        _ownership = ownership;

        // Reading all that was written takes longer than the comparison, and few comparisons ask for it.
        if (ownership.Written is { } written)
        {
            _written = new Lazy<Facts>(
                () =>
                {
                    var outline = Outline.Of(written);
                    return NormalForm.Of(Reading.Of(outline.Lines, outline.Families), surroundings);
                },
                LazyThreadSafetyMode.None);
        }
    }

    /// <summary>True for a fact in a section that we own, and for one that we wrote before.</summary>
    public bool Owns(Fact fact) =>
        !Ownership.IsFrrs(fact)
        && (_ownership.Owns(fact.Path, fact.Definition) || _written?.Value.ByKey.ContainsKey(fact.Key) == true);

    /// <summary>The same for an entry of a list.</summary>
    public bool Owns(EntryList list, ListEntry entry) =>
        _ownership.Owns(list.Path, entry.Definition)
        || (_written is not null && _written.Value.Lists.TryGetValue(list.Path.IdentityOf(list.Name), out var written) && written.Has(entry.Value));
}
