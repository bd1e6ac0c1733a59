using FrrK8s.FrrParser.Syntax;

namespace FrrK8s.FrrParser.Compare;

/// <summary>
/// The routers that FRR makes because another one imports their routes, with the AS number of the one that imports: the default router, too, as every import
/// goes through it. FRR 8 shows them and FRR 10 does not (D-35).
/// </summary>
internal static class ImpliedRouters
{
    private const string Import = "import vrf ";

    /// <summary>Adds those that the document does not declare.</summary>
    public static void AddTo(Outline outline)
    {
        foreach (var line in outline.Imports)
        {
            var name = line.Text[Import.Length..];
            var importer = line.Path.Enclosing(ContextKind.RouterBgp)!;
            Declare(outline, importer, "");
            if (name != "default")
            {
                Declare(outline, importer, $" vrf {name}");
            }
        }
    }

    /// <summary>True for a statement that imports a VRF.</summary>
    public static bool IsImport(SourceLine line) =>
        line.Path.Kind == ContextKind.AddressFamily
        && line.Text.StartsWith(Import, StringComparison.Ordinal)
        && line.Text.IndexOf(' ', Import.Length) < 0;

    private static void Declare(Outline outline, ContextPath importer, string vrf)
    {
        var scope = $"router bgp{vrf}";
        if (!outline.Scopes.ContainsKey(scope))
        {
            outline.Put(scope, new SourceLine(ContextPath.Root, $"router bgp {importer.Header.Split(' ')[2]}{vrf}", 0));
        }
    }
}
