using FrrK8s.Host.Cli;
using FrrK8s.Host.Sources;

namespace FrrK8s.Host.StatusView;

/// <summary>
/// Looks again and again. On a terminal the page is drawn over the one before, until somebody presses q; else each page that says something new is written
/// below the one before.
/// </summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="form">Writes a page that is not drawn.</param>
/// <param name="interval">How long to wait between two looks.</param>
internal sealed class StatusWatch(Terminal terminal, Func<StatusPage, string> form, TimeSpan interval, TimeProvider time)
{
    private const string Begin = "\e[?1049h\e[?25l";
    private const string End = "\e[?25h\e[?1049l";
    private const string ToTop = "\e[H";
    private const string ClearLine = "\e[K";
    private const string ClearBelow = "\e[J";

    private static readonly TimeSpan KeyInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs until somebody ends it; returns the exit code of the last look.</summary>
    public async Task<int> RunAsync(Func<CancellationToken, Task<StatusPage>> look, CancellationToken cancellationToken)
    {
        if (terminal.Screen is null)
        {
            return await WriteAsync(look, cancellationToken);
        }

        await terminal.Out.WriteAsync(Begin);
        try
        {
            return await DrawAsync(terminal.Screen, look, cancellationToken);
        }
        finally
        {
            await terminal.Out.WriteAsync(End);
            await terminal.Out.FlushAsync(CancellationToken.None);
        }
    }

    private async Task<int> DrawAsync(IScreen screen, Func<CancellationToken, Task<StatusPage>> look, CancellationToken cancellationToken)
    {
        var code = ExitCodes.Usage;
        while (!cancellationToken.IsCancellationRequested)
        {
            var (page, problem) = await LookAsync(look, cancellationToken);
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            code = page is null ? ExitCodes.Usage : CodeOf(page);
            var (width, height) = screen.Size;
            var now = time.GetLocalNow().ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
            var foot = new StyledText();
            foot.Line(new Cell(problem is null ? $"{now}  q ends" : $"{now}  {problem}", problem is null ? Style.Faint : Style.Bad));
            var lines = page?.Text.Lines(terminal.IsColored, width).ToList() ?? [];
            var rows = lines.Take(Math.Max(height - 2, 0)).ToList();
            var cut = lines.Count > rows.Count ? $"… {lines.Count - rows.Count} more lines do not fit" : "";
            string[] all = [.. rows, cut, .. foot.Lines(terminal.IsColored, width)];
            await terminal.Out.WriteAsync($"{ToTop}{string.Join($"{ClearLine}\r\n", all)}{ClearLine}{ClearBelow}");
            await terminal.Out.FlushAsync(CancellationToken.None);
            if (await IsEndedAsync(screen, cancellationToken))
            {
                break;
            }
        }

        return code;
    }

    private async Task<bool> IsEndedAsync(IScreen screen, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (time.GetElapsedTime(since) < interval && !cancellationToken.IsCancellationRequested)
        {
            while (screen.NextKey() is { } key)
            {
                if (key is 'q' or 'Q')
                {
                    return true;
                }
            }

            await Task.Delay(KeyInterval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return cancellationToken.IsCancellationRequested;
    }

    private async Task<int> WriteAsync(Func<CancellationToken, Task<StatusPage>> look, CancellationToken cancellationToken)
    {
        var code = ExitCodes.Usage;
        var last = "";
        while (!cancellationToken.IsCancellationRequested)
        {
            var (page, problem) = await LookAsync(look, cancellationToken);
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            code = page is null ? ExitCodes.Usage : CodeOf(page);
            var said = problem ?? JsonDocumentText.LineOf(writer => page!.Write(writer, arg2: false));
            if (said != last)
            {
                last = said;
                await (page is null ? terminal.Error.WriteLineAsync($"error: {problem}") : terminal.Out.WriteAsync(form(page)));
                await terminal.Out.FlushAsync(CancellationToken.None);
            }

            await Task.Delay(interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return code;
    }

    /// <summary>The exit code that says what a page says.</summary>
    public static int CodeOf(StatusPage page) => page.IsWell ? ExitCodes.Accepted : ExitCodes.Refused;

    // Somebody watches because something is about to change: that nobody answers for a moment is no reason to end.
    private static async Task<(StatusPage? Page, string? Problem)> LookAsync(
        Func<CancellationToken, Task<StatusPage>> look, CancellationToken cancellationToken)
    {
        try
        {
            return (await look(cancellationToken), null);
        }
        catch (Exception problem) when (problem is InputException or Kubernetes.ApiException)
        {
            return (null, problem.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (null, null);
        }
    }
}
