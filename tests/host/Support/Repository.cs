namespace FrrK8s.HostTests.Support;

/// <summary>The files of the repository that the tests are in.</summary>
internal static class Repository
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>A path in it.</summary>
    public static string PathOf(string path) => Path.Combine(Root, path);

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException($"`{AppContext.BaseDirectory}` is in no clone of the repository"),
        _ when File.Exists(Path.Combine(folder.FullName, "FrrK8s.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
