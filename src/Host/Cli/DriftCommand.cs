using System.CommandLine;
using FrrK8s.FrrParser.Compare;
using FrrK8s.FrrParser.Syntax;
using FrrK8s.Host.Node;
using FrrK8s.Rules;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s drift</c>: in what a node's FRR differs from what the manifests want, and who wants it.</summary>
internal sealed class DriftCommand
{
    private const string Intended = "manifests";

    private static readonly string[] Examples =
    [
        "frrk8s drift -f samples --node-name node --vtysh",
        "vtysh -c 'show running-config' | frrk8s drift - -f samples --node-name node",
        "kubectl get frrnodestate node -o yaml | frrk8s drift - -f samples --node-name node",
        "frrk8s drift running.conf -f samples --commands > change.conf",
    ];

    private readonly Argument<string?> _running = new("RUNNING|-")
    {
        Description = "What the node runs: the text of a configuration, or a FRRNodeState (YAML or JSON), whose masked passwords are "
            + "equal to any; - is the standard input.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly InputOptions _input = new();
    private readonly RunningOptions _live = new();
    private readonly OwnOption _own = new();
    private readonly DifferenceOutput _output = new();

    private DriftCommand()
    {
    }

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var options = new DriftCommand();
        var command = new Command(
            "drift",
            "Say in what the FRR of a node differs from what its manifests want. Exit code 0: in nothing, 1: in something, "
            + "2: they cannot be compared.");
        command.Arguments.Add(options._running);
        options._input.AddTo(command);
        options._live.AddTo(command);
        options._own.AddTo(command);
        options._output.AddTo(command);
        HelpExamples.Add(command, Examples);
        command.SetAction((line, cancellationToken) => options.RunAsync(line, terminal, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult line, Terminal terminal, CancellationToken cancellationToken)
    {
        var (files, path) = Paths(line);
        var wantsCommands = _output.WantsCommands(line);
        var ownership = _own.Read(line);
        var compilation = await _input.CompileAsync(line, files, terminal, cancellationToken);
        await RenderCommand.WriteProblemsAsync(terminal, compilation);
        if (compilation.Result.Frozen)
        {
            throw new UsageException("the manifests give no configuration to compare with: they are frozen");
        }

        var running = path is null
            ? await _live.ReadAsync(line, cancellationToken)
            : RunningSide.Of(await ConfigurationFile.ReadAsync(path, terminal, cancellationToken), _input.Node(line).NodeName);
        var secrets = new MaskedSecrets(running.Text.Reveal());
        if (wantsCommands && secrets.Any)
        {
            throw new UsageException(
                $"--commands: the passwords in `{running.Name}` are masked, so nobody can say which ones have to be set; "
                + "--vtysh or the text of a configuration with its passwords is wanted");
        }

        var comparison = Comparison.Of(
            Document.Parse(secrets.Mask(compilation.Result.Text)), Document.Parse(secrets.Mask(running.Text.Reveal())), ownership);
        return await _output.WriteAsync(
            line, terminal, comparison, running.Name, Intended, difference => Sources(difference, compilation));
    }

    // `-f` takes several files, so a RUNNING right behind them is among them.
    private (IReadOnlyList<string> Files, string? Running) Paths(ParseResult line)
    {
        var (files, running) = (_input.Files(line), line.GetValue(_running));
        if (_live.IsLive(line))
        {
            return running is null ? (files, null) : throw new UsageException($"`{running}` and --vtysh are both given; one is allowed");
        }

        if (running is null && files.Count > 1)
        {
            (files, running) = (files.SkipLast(1).ToList(), files[^1]);
        }

        return running switch
        {
            null => throw new UsageException("what the node runs is not given; a file, `-` for the standard input, or --vtysh is wanted"),
            ConfigurationFile.StandardInput when files.Contains(running) =>
                throw new UsageException("-f and RUNNING are both `-`; one of them can be the standard input"),
            _ => (files, running),
        };
    }

    private static IReadOnlyList<ClaimInfo> Sources(Difference difference, Compilation compilation) =>
        difference.IntendedLine > 0 && difference.IntendedLine <= compilation.Result.Lines.Count
            ? compilation.Result.Lines[difference.IntendedLine - 1].Sources
            : [];
}
