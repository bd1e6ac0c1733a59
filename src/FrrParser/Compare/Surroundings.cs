using FrrK8s.FrrParser.Grammar;

namespace FrrK8s.FrrParser.Compare;

/// <summary>What decides which statements FRR hides because it does so anyway.</summary>
/// <param name="Profile">The set of defaults that it was started with.</param>
/// <param name="Release">Its major release; 0 when nobody says, and then only what every release does is a default.</param>
internal sealed record Surroundings(Profiles Profile, int Release)
{
    /// <summary>True when FRR does what a statement says unless it is told otherwise.</summary>
    public bool IsOn(StatementDefinition definition) =>
        definition.OnByDefault.HasFlag(Profile) && definition.OnByDefault != Profiles.None && Release >= definition.OnSince;

    /// <summary>True when a fact says what holds without it.</summary>
    public bool IsDefault(Fact fact)
    {
        if (fact.Definition is not { } definition)
        {
            return false;
        }

        var hidden = Profile == Profiles.Datacenter ? definition.DatacenterDefault ?? definition.Default : definition.Default;
        return definition.OnByDefault != Profiles.None
            ? IsOn(definition) != (fact.Value == "no")
            : hidden is not null && fact.Value == hidden;
    }
}
