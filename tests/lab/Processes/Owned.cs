using System.Collections.Concurrent;
using System.Diagnostics;
using FrrK8s.Lab.Network;

namespace FrrK8s.Lab.Processes;

/// <summary>
/// What this process has made and not yet disposed. Whatever the way out (an exception nobody caught, a test runner that
/// is told to stop), the exit handler ends these processes and removes these namespaces and folders.
/// </summary>
internal static class Owned
{
    private static readonly ConcurrentDictionary<ChildProcess, bool> Children = new();
    private static readonly ConcurrentDictionary<string, bool> Namespaces = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, bool> Folders = new(StringComparer.Ordinal);

    static Owned() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Clear();

    public static void Add(ChildProcess child) => Children[child] = true;

    public static void Remove(ChildProcess child) => Children.TryRemove(child, out _);

    public static void AddNamespace(string name) => Namespaces[name] = true;

    public static void RemoveNamespace(string name) => Namespaces.TryRemove(name, out _);

    public static void AddFolder(string path) => Folders[path] = true;

    public static void RemoveFolder(string path) => Folders.TryRemove(path, out _);

    private static void Clear()
    {
        foreach (var child in Children.Keys.Where(child => !child.HasExited))
        {
            Signal.Kill(child.Id);
        }

        foreach (var name in Namespaces.Keys)
        {
            using var remove = Process.Start("ip", ["netns", "delete", name]);
            remove.WaitForExit();
        }

        foreach (var folder in Folders.Keys)
        {
            LabFolder.Remove(folder);
        }
    }
}
