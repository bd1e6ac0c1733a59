using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.FrrParser.Compare;

/// <summary>A list whose entries are tried in the order of their numbers: a prefix-list, an access-list, a list of communities (D-40, D-41).</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Name">The words before an entry's number: <c>ip prefix-list NAME</c>.</param>
internal sealed record EntryList(ContextPath Path, string Name)
{
    // FRR gives an entry without a number the next multiple of this.
    private const uint Step = 5;

    private readonly Dictionary<uint, ListEntry> _bySequence = [];
    private readonly Dictionary<string, uint> _byValue = new(StringComparer.Ordinal);

    /// <summary>How many entries it has.</summary>
    public int Count => _bySequence.Count;

    /// <summary>The entries in no order.</summary>
    public IReadOnlyCollection<ListEntry> Unordered => _bySequence.Values;

    /// <summary>The entries in the order of their numbers.</summary>
    public IReadOnlyList<ListEntry> Entries => [.. _bySequence.Values.OrderBy(entry => entry.Sequence)];

    /// <summary>True when the numbers were given by the text and not counted.</summary>
    public bool IsNumbered { get; private set; } = true;

    /// <summary>True when every entry permits, or every one denies: their order then means nothing.</summary>
    public bool IsUniform(bool permits)
    {
        foreach (var entry in _bySequence.Values)
        {
            if (entry.IsPermit != permits)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when the number is some entry's.</summary>
    public bool Has(uint sequence) => _bySequence.ContainsKey(sequence);

    /// <summary>True when an entry says this.</summary>
    public bool Has(string value) => _byValue.ContainsKey(value);

    /// <summary>What an entry says, as a statement of its own: with another number, or without one, which puts it behind all others.</summary>
    public Fact FactOf(ListEntry entry) => new(
        Path,
        $"{Name} {entry.Value}",
        entry.Value,
        entry.Sequence == 0 ? $"{Name} {entry.Value}" : $"{Name} seq {entry.Sequence} {entry.Value}",
        entry.Definition,
        entry.Line)
    {
        Sequence = entry.Sequence,
    };

    /// <summary>Adds an entry as FRR does: one that is there under another number stays alone, one of the same number goes.</summary>
    public void Add(uint sequence, string value, StatementDefinition? definition, int line)
    {
        IsNumbered &= sequence != 0;
        if (sequence == 0)
        {
            sequence = _bySequence.Count == 0 ? Step : Next(_bySequence.Keys.Max());
        }

        if (!_byValue.TryAdd(value, sequence))
        {
            return;
        }

        if (_bySequence.TryGetValue(sequence, out var old))
        {
            _byValue.Remove(old.Value);
        }

        _bySequence[sequence] = new ListEntry(sequence, value, definition, line);
    }

    /// <summary>Removes the entry of this number, or without a number the one that says this.</summary>
    public void Remove(uint sequence, string value)
    {
        if (sequence == 0 && !_byValue.TryGetValue(value, out sequence))
        {
            return;
        }

        if (_bySequence.Remove(sequence, out var old))
        {
            _byValue.Remove(old.Value);
        }
    }

    private static uint Next(uint last) => last > uint.MaxValue - Step ? uint.MaxValue : ((last / Step) + 1) * Step;
}
