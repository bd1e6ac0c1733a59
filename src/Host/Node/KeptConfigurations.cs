using System.Security.Cryptography;
using System.Text;
using FrrK8s.Host.Frr;

namespace FrrK8s.Host.Node;

/// <summary>
/// What must outlive this program, on the disk (mode 0600): the last configuration that FRR took, and the one that it is being told, of which it may
/// have a part. Each file begins with the digest of the rest, so that half a file is never applied.
/// </summary>
internal sealed class KeptConfigurations(string stateDir)
{
    private const string Head = "! sha256 ";

    private readonly string _lastGood = Path.Combine(stateDir, "last-good.conf");
    private readonly string _pending = Path.Combine(stateDir, "pending.conf");

    /// <summary>Why a file was not read or written, for the log; null when nothing is wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>The last good configuration, or null when there is none that is whole.</summary>
    public ConfigText? LoadLastGood() => Load(_lastGood);

    /// <summary>What FRR was being told when this program ended; null when it was told to the end.</summary>
    public ConfigText? LoadPending() => Load(_pending);

    /// <summary>FRR is about to be told.</summary>
    public void Begin(ConfigText wanted) => Try(() => Save(_pending, wanted));

    /// <summary>FRR took it.</summary>
    /// <param name="wanted">What it took.</param>
    /// <param name="told">What else FRR may still come to have because of us.</param>
    public void Succeed(ConfigText wanted, ConfigText? told = null) => Try(() =>
    {
        Save(_lastGood, wanted);
        if (told is null)
        {
            File.Delete(_pending);
        }
        else
        {
            Save(_pending, told);
        }
    });

    private static void Save(string path, ConfigText text) => PrivateFile.Write(path, $"{Head}{Digest(text.Reveal())}\n{text.Reveal()}");

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private ConfigText? Load(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Problem = problem.Message;
            return null;
        }

        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end > 0 && text[..end] == Head + Digest(text[(end + 1)..]))
        {
            return new ConfigText(text[(end + 1)..]);
        }

        Problem = $"`{path}` is not whole and is left out";
        return null;
    }

    // A full disk does not keep FRR from what is wanted; only a restart of this program would come without its memory.
    private void Try(Action write)
    {
        try
        {
            write();
            Problem = null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Problem = $"the state folder cannot be written: {problem.Message}";
        }
    }
}
