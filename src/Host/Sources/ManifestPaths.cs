namespace FrrK8s.Host.Sources;

/// <summary>Which files of a folder are manifests: by extension, no dotfiles, none of an editor's temporary files, no sub-folders.</summary>
internal static class ManifestPaths
{
    /// <summary>The path that means the standard input.</summary>
    public const string StandardInput = "-";

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>True for a file name that is read when its folder is.</summary>
    public static bool IsManifest(string fileName) =>
        fileName[0] is not ('.' or '#' or '~')
        && Extensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase);

    /// <summary>The manifests of a folder, by name. Throws <see cref="IOException"/> when it cannot be listed.</summary>
    public static IReadOnlyList<string> InFolder(string folder) =>
        Directory.EnumerateFiles(folder)
            .Where(path => IsManifest(Path.GetFileName(path)))
            .Order(StringComparer.Ordinal)
            .ToList();
}
