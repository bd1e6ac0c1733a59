using System.CommandLine;
using FrrK8s.FrrParser.Compare;

namespace FrrK8s.Host.Cli;

/// <summary><c>--own</c>: the sections in which a statement that only runs is a difference.</summary>
internal sealed class OwnOption
{
    private static readonly Dictionary<string, Section> Sections = new(StringComparer.Ordinal)
    {
        ["bgp"] = Section.Bgp,
        ["prefix-list"] = Section.PrefixList,
        ["route-map"] = Section.RouteMap,
        ["bfd"] = Section.Bfd,
        ["vrf"] = Section.Vrf,
        ["access-list"] = Section.AccessList,
        ["community-list"] = Section.CommunityList,
        ["static"] = Section.Static,
        ["interface"] = Section.Interface,
        ["other"] = Section.Other,
        ["all"] = Section.All,
    };

    private readonly Option<string[]> _own = new("--own")
    {
        HelpName = "SECTION,...",
        Description = "Where a statement that runs and is not intended is a difference; elsewhere it is somebody else's. "
            + $"Sections: {string.Join(", ", Sections.Keys)}. Default: what this product writes, which is bgp,prefix-list,route-map,bfd,vrf.",
    };

    /// <summary>Declares the option on a command.</summary>
    public void AddTo(Command command)
    {
        _own.CompletionSources.Add([.. Sections.Keys]);
        command.Options.Add(_own);
    }

    /// <summary>The ownership that the command line gives. Throws <see cref="UsageException"/>.</summary>
    public Ownership Read(ParseResult line)
    {
        var names = (line.GetValue(_own) ?? [])
            .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        var sections = names.Select(name => Sections.TryGetValue(name, out var section)
            ? section
            : throw new UsageException($"--own: `{name}` is no section; allowed are {string.Join(", ", Sections.Keys)}"));
        return names.Count == 0 ? Ownership.Default : new Ownership(sections.Aggregate((one, other) => one | other));
    }
}
