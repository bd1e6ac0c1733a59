using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace FrrK8s.Host.Sources;

/// <summary>
/// A folder of manifests over time. Nothing that worked is lost by accident: a file that is empty or cannot be read as YAML or JSON
/// right now keeps its last readable content in force, a folder that is not there keeps all of them. A change counts only
/// once it has stood still for a moment, since many programs write a file in steps and a half YAML file is often valid; a file
/// that was renamed to its place is whole. Whether something changed it sees from contents, never from times, so it needs no event to be right.
/// </summary>
internal sealed class ManifestFolder(string folder, TimeProvider time, TimeSpan settle)
{
    private const int MovedAge = 3;

    // `helm template … > a.yaml` empties the file first, and the program may take its time.
    private const string Emptied = "the file is empty; what it said goes when it is deleted";

    private readonly Dictionary<string, FolderEntry> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Digest, long Since)> _pending = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _renamed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _arrived = new(StringComparer.Ordinal);
    private bool _hasScanned;
    private bool _wasThere = true;

    /// <summary>A file came to its place as a whole.</summary>
    public void Renamed(string path) => _renamed[path] = true;

    /// <summary>Another file came to a place than was there before: it is made there, or was moved there from outside the folder.</summary>
    public void Arrived(string path) => _arrived[path] = true;

    /// <summary>Looks into the folder. The first look takes everything as it stands.</summary>
    public FolderScan Scan()
    {
        if (List() is not { } paths)
        {
            var vanished = _wasThere;
            _wasThere = false;
            return new FolderScan(vanished, IsThere: false, InForce(), Settling: null);
        }

        var changed = !_wasThere || !_hasScanned;
        TimeSpan? settling = null;
        foreach (var path in paths.Union(_known.Keys, StringComparer.Ordinal).ToList())
        {
            var isWhole = _renamed.TryRemove(path, out _);
            var (digest, text, problem) = Load(path);
            if (_known.TryGetValue(path, out var entry) ? entry.Digest == digest : digest.Length == 0)
            {
                _pending.Remove(path);
            }
            else if (_hasScanned && !isWhole && Wait(path, digest) is { } remaining)
            {
                settling = settling is null || remaining < settling ? remaining : settling;
            }
            else
            {
                changed |= Take(path, digest, text, problem);
            }
        }

        Forget(_renamed, paths);
        Forget(_arrived, paths);
        (_hasScanned, _wasThere) = (true, true);
        return new FolderScan(changed, IsThere: true, InForce(), settling);
    }

    // What was said of files that are no manifests, or are gone.
    private static void Forget(ConcurrentDictionary<string, bool> said, IReadOnlyList<string> paths)
    {
        foreach (var path in said.Keys.Except(paths, StringComparer.Ordinal))
        {
            said.TryRemove(path, out _);
        }
    }

    private List<ManifestFile> InForce() =>
        _known.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value.InForce).ToList();

    private IReadOnlyList<string>? List()
    {
        try
        {
            return ManifestPaths.InFolder(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The content with its digest, which is empty for a file that is not there.</summary>
    private static (string Digest, string Text, string Problem) Load(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
            return (Convert.ToHexString(SHA256.HashData(bytes)), reader.ReadToEnd(), "");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return ("", "", "");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return ($"unreadable: {problem.Message}", "", $"the file cannot be read: {problem.Message}");
        }
    }

    /// <summary>How long the content has still to stand as it is; null when it has stood long enough.</summary>
    private TimeSpan? Wait(string path, string digest)
    {
        if (!_pending.TryGetValue(path, out var pending) || pending.Digest != digest)
        {
            if (WasMovedHere(path, digest))
            {
                return null;
            }

            pending = (digest, time.GetTimestamp());
            _pending[path] = pending;
        }

        var remaining = settle - time.GetElapsedTime(pending.Since);
        return remaining > TimeSpan.Zero ? remaining : null;
    }

    // The file came as a whole, from where it stood still: many times as long as is asked, since the clock of files is a coarse one.
    private bool WasMovedHere(string path, string digest) =>
        _arrived.TryRemove(path, out _)
        && digest.Length > 0
        && time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path) >= settle * MovedAge;

    /// <summary>True when that makes a difference: another comment makes none.</summary>
    private bool Take(string path, string digest, string text, string problem)
    {
        _pending.Remove(path);
        if (digest.Length == 0)
        {
            return _known.Remove(path);
        }

        var known = _known.GetValueOrDefault(path)?.InForce;
        var before = known?.Documents ?? [];
        var unreadable = problem.Length == 0 && text.Length == 0 && before.Count > 0 ? Emptied : problem;
        var read = unreadable.Length == 0
            ? ManifestReader.Read(path, text)
            : new ManifestFile(path, IsReadable: false, [], [new SourceProblem(new Place(path, 0, 0), unreadable)]);
        if (!read.IsReadable && before.Count > 0)
        {
            var kept = read.Problems.Select(
                found => found with { Message = $"{found.Message}; the last readable content stays in force" });
            read = read with { Documents = before, Problems = kept.ToList() };
        }

        var isSame = known is not null && known.IsSame(read);
        _known[path] = new FolderEntry(digest, isSame ? known! : read);
        return !isSame;
    }
}
