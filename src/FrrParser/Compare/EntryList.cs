using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.FrrParser.Compare;

/// <summary>A list whose entries are tried in the order of their numbers: a prefix-list, an access-list, a list of communities.</summary>
/// <param name="Path">Where it stands.</param>
/// <param name="Name">The words before an entry's number: <c>ip prefix-list NAME</c>.</param>
internal sealed record EntryList(ContextPath Path, string Name)
{
    // FRR gives an entry without a number the next multiple of this.
    private const uint Step = 5;

    private readonly SortedDictionary<uint, Fact> _bySequence = [];
    private readonly Dictionary<string, uint> _byValue = new(StringComparer.Ordinal);

    /// <summary>The entries by their numbers.</summary>
    public IReadOnlyCollection<Fact> Entries => _bySequence.Values;

    /// <summary>True when the numbers were given by the text and not counted.</summary>
    public bool IsNumbered { get; private set; } = true;

    /// <summary>True when every entry permits, or every one denies: their order then means nothing.</summary>
    public bool IsUniform(bool permits) => _bySequence.Values.All(entry => IsPermit(entry) == permits);

    /// <summary>True when an entry lets through what it matches.</summary>
    public static bool IsPermit(Fact entry) => entry.Value.StartsWith("permit", StringComparison.Ordinal);

    /// <summary>The statement that makes an entry; without a number FRR puts it behind all others.</summary>
    public static string Write(string name, uint sequence, string value) => sequence == 0 ? $"{name} {value}" : $"{name} seq {sequence} {value}";

    /// <summary>True when the number is some entry's.</summary>
    public bool Has(uint sequence) => _bySequence.ContainsKey(sequence);

    /// <summary>True when an entry says this.</summary>
    public bool Has(string value) => _byValue.ContainsKey(value);

    /// <summary>Adds an entry as FRR does: one that is there under another number stays alone, one of the same number goes.</summary>
    public void Add(uint sequence, string value, StatementDefinition? definition, int line)
    {
        if (_byValue.ContainsKey(value))
        {
            return;
        }

        IsNumbered &= sequence != 0;
        if (sequence == 0)
        {
            sequence = _bySequence.Count == 0 ? Step : Next(_bySequence.Keys.Max());
        }

        if (_bySequence.TryGetValue(sequence, out var old))
        {
            _byValue.Remove(old.Value);
        }

        _byValue[value] = sequence;
        _bySequence[sequence] = new Fact(Path, $"{Name} {value}", value, Write(Name, sequence, value), definition, line) { Sequence = sequence };
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
