using System.CommandLine;
using System.Text.Json;
using FrrK8s.Host.Status;
using FrrK8s.Host.StatusView;

namespace FrrK8s.Host.Cli;

/// <summary>The options of <c>status</c> that say in which form it is shown, and the showing.</summary>
internal sealed class StatusForm
{
    private readonly Option<string> _format = RenderCommand.OutputOption("text", "json", "yaml");

    private readonly Option<bool> _watch = new("--watch", "-w")
    {
        Description = "Look again and again: live on a terminal until q is pressed, else one block for each change.",
    };

    private readonly Option<int> _limit = new("--limit")
    {
        HelpName = "N",
        Description = "How many rows of each table the text shows, and of how many nodes with a problem the details are asked; the rest is counted. 0: all.",
        DefaultValueFactory = _ => 50,
    };

    /// <summary>Declares the options on a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_watch);
        command.Options.Add(_format);
        command.Options.Add(_limit);
    }

    /// <summary>How many rows; 0 for all. Throws <see cref="UsageException"/>.</summary>
    public int Limit(ParseResult line) => line.GetValue(_limit) is >= 0 and var limit
        ? limit
        : throw new UsageException($"--limit: `{line.GetValue(_limit)}` is out of range; 0 or more is allowed");

    /// <summary>Shows what a look finds, once or again and again; returns the exit code.</summary>
    public async Task<int> ShowAsync(
        ParseResult line, Terminal terminal, Func<CancellationToken, Task<StatusPage>> look, TimeSpan interval, CancellationToken cancellationToken)
    {
        var format = line.GetValue(_format)!;
        var isWatched = line.GetValue(_watch);
        if (isWatched)
        {
            var plain = format == "text" ? terminal : terminal with { Screen = null };
            return await new StatusWatch(plain, page => Form(page, format, terminal.IsColored, isWatched), interval, TimeProvider.System)
                .RunAsync(look, cancellationToken);
        }

        var found = await look(cancellationToken);
        await terminal.Out.WriteAsync(Form(found, format, terminal.IsColored, isWatched));
        return StatusWatch.CodeOf(found);
    }

    private static string Form(StatusPage page, string format, bool isColored, bool isWatched)
    {
        return (format, isWatched) switch
        {
            ("json", true) => JsonDocumentText.LineOf(Members),
            ("json", _) => JsonDocumentText.Of(Members),
            ("yaml", _) => (isWatched ? "---\n" : "") + YamlText.From(JsonElement.Parse(JsonDocumentText.LineOf(Members))),
            _ => string.Concat(page.Text.Lines(isColored).Select(line => line + "\n")) + (isWatched ? "\n" : ""),
        };

        void Members(Utf8JsonWriter writer) => page.Write(writer, arg2: true);
    }
}
