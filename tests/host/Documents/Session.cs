using System.Diagnostics;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Documents;

/// <summary>
/// A person who types the commands of a page, one block after the other, into one shell, in a copy of the repository. What they change outside of it is
/// gone with the session.
/// </summary>
internal sealed class Session : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    // What pages read. The rest of the repository is not there, so that nothing in it can be changed.
    private static readonly string[] Copied = ["samples", "deploy", "docs", "spec"];

    // Files of the machine that commands of root change.
    private static readonly string[] Covered = ["etc", "var/lib", "var/log", "usr/local/bin"];

    private readonly TempFolder _folder = new();
    private readonly InstalledProgram _program = new("frrk8s", "kubectl-frrk8s");

    /// <summary>Runs the blocks; gives what is wrong with each that is not as the page says it.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<CommandBlock> blocks, SessionWorld world)
    {
        var clone = Directory.CreateDirectory(_folder.File("frr-k8s")).FullName;
        foreach (var name in Copied)
        {
            Copy(Repository.PathOf(name), Path.Combine(clone, name));
        }

        Directory.CreateDirectory(Path.Combine(clone, "bin"));
        File.CreateSymbolicLink(Path.Combine(clone, "bin", "frrk8s"), Path.Combine(_program.Path, "frrk8s"));
        foreach (var program in world.Programs)
        {
            File.CreateSymbolicLink(Path.Combine(_program.Path, Path.GetFileName(program)), program);
        }

        var script = new List<string> { $"cd '{clone}'", "set -E", "codes=" };
        script.InsertRange(0, world.Node is { } node ? Mounts(node.Sockets) : []);
        foreach (var (index, block) in blocks.Index())
        {
            // The shell's own word on each command that fails; the colon at the end keeps the block itself from being one.
            var file = _folder.Write($"{index}.sh", $"trap 'codes=\"$codes $?\"' ERR\n{block.Commands.Text}:\n");
            script.Add(block.Kind == BlockKind.Cluster ? world.BeforeCluster : ":");
            script.Add($"codes=; . '{file}' >'{file}.out' 2>&1; trap - ERR; echo $codes >'{file}.codes'");
        }

        script.Add("jobs=$(jobs -p); [ -z \"$jobs\" ] || { kill $jobs; wait; }");
        var said = await ShellAsync(_folder.Write("all.sh", string.Join('\n', script) + "\n"), world);
        return [.. blocks.Index().Select(one => Problem(one.Index, one.Item, said)).OfType<string>()];
    }

    public void Dispose()
    {
        _program.Dispose();
        _folder.Dispose();
    }

    private string? Problem(int index, CommandBlock block, string said)
    {
        var (codes, output) = (_folder.File($"{index}.sh.codes"), _folder.File($"{index}.sh.out"));
        if (!File.Exists(codes))
        {
            return $"{block.Place}: did not come to its end: {said}\n{(File.Exists(output) ? File.ReadAllText(output) : "")}";
        }

        var printed = File.ReadAllText(output).Replace(_folder.Path, "/home/you", StringComparison.Ordinal);
        var ended = File.ReadAllText(codes).Trim();
        if (ended != block.Codes)
        {
            return $"{block.Place}: commands end with `{ended}`, and the page says `{block.Codes}`:\n{printed}";
        }

        var lines = printed.TrimEnd('\n').Split('\n');
        return block.Output is null || PrintedText.Matches(block.Output.Lines, printed.Length == 0 ? [] : lines) ? null
            : PageUpdate.IsWanted && !PrintedText.HasGaps(block.Output) ? PageUpdate.Take(block, block.Output, printed)
            : $"{block.Place}: prints\n{printed}\nand the page says\n{block.Output.Text}";
    }

    private IEnumerable<string> Mounts(string sockets)
    {
        var cover = Directory.CreateDirectory(_folder.File("cover")).FullName;
        yield return "set -e";
        yield return $"mount -t tmpfs tmpfs '{cover}'";
        foreach (var folder in Covered)
        {
            var (upper, work) = ($"{cover}/upper/{folder}", $"{cover}/work/{folder}");
            yield return $"mkdir -p '{upper}' '{work}' && mount -t overlay overlay -o 'lowerdir=/{folder},upperdir={upper},workdir={work}' /{folder}";
        }

        yield return $"mkdir -p /run/frr && mount --bind '{sockets}' /run/frr";
        yield return "set +e";
    }

    private async Task<string> ShellAsync(string script, SessionWorld world)
    {
        string[] words = world.Node is { } node ? ["ip", "netns", "exec", node.Namespace, "bash", script] : ["bash", script];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_program.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HOME"] = Directory.CreateDirectory(_folder.File("home")).FullName;
        start.Environment["DOTNET_ROOT"] = InstalledProgram.DotnetRoot;
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["KUBECONFIG"] = world.Kubeconfig ?? "";
        start.Environment.Remove("NODE_NAME");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return (await output) + await error;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return $"the shell did not end within {Deadline.TotalMinutes} minutes";
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
