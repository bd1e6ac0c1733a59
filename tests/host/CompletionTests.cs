using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests;

/// <summary>What shells complete, asked of the program and tried in the shells themselves.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("stat", "status,status-cleaner", ":4")]
    [InlineData("completion |", "bash,fish,zsh", ":4")]
    [InlineData("status --o|", "--output", ":4")]
    [InlineData("status -o |", "json,text,yaml", ":4")]
    [InlineData("status --output=j|", "--output=json", ":4")]
    [InlineData("status --watch -o y|", "yaml", ":4")]
    [InlineData("daemon --drift-policy |", "repair,report", ":4")]
    [InlineData("daemon --log-level d|", "debug", ":4")]
    [InlineData("daemon --config-dir |", "", ":16")]
    [InlineData("render -f |", "", ":0")]
    [InlineData("render -f a.yaml b|", "", ":0")]
    [InlineData("render -f a.yaml --expl|", "--explain", ":4")]
    [InlineData("parse |", "", ":0")]
    [InlineData("drift --own b|", "bfd,bgp", ":4")]
    [InlineData("status --node |", "", ":4")]
    [InlineData("nonsense --x|", "", ":4")]
    [InlineData("__com|", "", ":4")]
    public async Task A_word_is_completed(string typed, string candidates, string last)
    {
        var words = typed.TrimEnd('|').Split(' ');
        var (code, output, error) = await CommandLine.RunAsync(["__complete", .. words]);
        Assert.Equal((0, ""), (code, error));
        var lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(last, lines[^1]);
        Assert.Equal(candidates, string.Join(',', lines[..^1].Select(line => line.Split('\t')[0])));
    }

    [Fact]
    public async Task A_command_and_an_option_say_what_they_are()
    {
        Assert.Contains("status\tShow sessions, routes, refused objects and drift\n", (await CommandLine.RunAsync(["__complete", "stat"])).Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("--cluster\tShow all nodes", (await CommandLine.RunAsync(["__complete", "status", "--cl"])).Out, StringComparison.Ordinal);
        Assert.Contains("--help", (await CommandLine.RunAsync(["__complete", "status", "--he"])).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("__complete", (await CommandLine.RunAsync(["--help"])).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kubectl_completes_the_plugin()
    {
        using var installed = new InstalledProgram("kubectl_complete-frrk8s");
        var result = await installed.RunAsync("kubectl_complete-frrk8s", ["status", "--node-n"]);
        Assert.Equal("--node-name\tOf which node the state in --state-dir is read\n:4\n", result.Output);
    }

    [ShellFact("bash")]
    public async Task Bash_completes()
    {
        const string ask = """
            source "$1"
            try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _frrk8s_completion; (IFS=,; echo "${COMPREPLY[*]}"); }
            complete -p frrk8s
            try frrk8s stat
            try frrk8s status -o ""
            try frrk8s status --output = j
            try frrk8s daemon --config-dir "$2/a"
            try frrk8s render -f "$2/a"
            """;
        using var files = Folder();
        var said = await TryAsync("bash", ["--norc", "-c", ask], files);
        Assert.Equal(
            ["complete -F _frrk8s_completion frrk8s", "status,status-cleaner", "json,text,yaml", "json", $"{files.Path}/adir", $"{files.Path}/adir,{files.Path}/afile"],
            said.Select(line => string.Join(',', line.Split(',').Order(StringComparer.Ordinal))));
    }

    [ShellFact("bash", "script")]
    public async Task Bash_completes_what_somebody_types()
    {
        using var installed = new InstalledProgram("frrk8s");
        var result = await installed.RunAsync(
            "script", ["-qec", "bash --norc -i", "/dev/null"], "source <(frrk8s completion bash)\nfrrk8s completi\tzs\t\nexit\n");
        Assert.Contains("#compdef frrk8s", result.Output, StringComparison.Ordinal);
    }

    [ShellFact("zsh", "script")]
    public async Task Zsh_completes_what_somebody_types()
    {
        using var installed = new InstalledProgram("frrk8s");
        var result = await installed.RunAsync(
            "script",
            ["-qec", "zsh -f -i", "/dev/null"],
            "autoload -Uz compinit && compinit -u -D\nsource <(frrk8s completion zsh)\nfrrk8s completi\tfis\t\nfrrk8s status -o js\t--bogus\nexit\n");
        Assert.True(result.Output.Contains("# fish completion for frrk8s", StringComparison.Ordinal), result.Output);
        Assert.Contains("status -o json", result.Output, StringComparison.Ordinal);
    }

    [ShellFact("fish")]
    public async Task Fish_completes()
    {
        const string ask = """
            source $argv[1]
            for line in "frrk8s stat" "frrk8s status -o " "frrk8s daemon --config-dir $argv[2]/a" "frrk8s render -f $argv[2]/a"
                string join , (complete -C $line | string replace -r '\t.*' '' | sort)
            end
            """;
        using var files = Folder();
        var said = await TryAsync("fish", ["-N", "-c", ask], files);
        Assert.Equal(["status,status-cleaner", "json,text,yaml", $"{files.Path}/adir/", $"{files.Path}/adir/,{files.Path}/afile"], said);
    }

    private static TempFolder Folder()
    {
        var files = new TempFolder();
        Directory.CreateDirectory(files.File("adir"));
        files.Write("afile", "");
        return files;
    }

    private static async Task<string[]> TryAsync(string shell, string[] arguments, TempFolder files)
    {
        using var installed = new InstalledProgram("frrk8s");
        using var script = new TempFolder();
        var path = script.Write("script", (await CommandLine.RunAsync(["completion", shell])).Out);
        string[] more = shell == "bash" ? ["bash", path, files.Path] : [path, files.Path];
        var result = await installed.RunAsync(shell, [.. arguments, .. more]);
        Assert.True(result.Error.Length == 0, result.Error);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
