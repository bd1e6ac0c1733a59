using System.Collections.Concurrent;
using FrrK8s.Host.Cli;
using FrrK8s.Host.Sources;
using FrrK8s.Host.StatusView;
using FrrK8s.HostTests.Support;

namespace FrrK8s.HostTests.Status;

/// <summary>`--watch`, on a terminal and without one.</summary>
public sealed class WatchTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Without_a_terminal_there_is_one_block_for_each_change()
    {
        using var stop = new CancellationTokenSource();
        var looks = 0;
        var code = await Watch(screen: null).RunAsync(
            _ =>
            {
                // What is said is the same three times each; the time is another one each time.
                if (++looks == 9)
                {
                    stop.Cancel();
                }

                return Task.FromResult(Page($"says {looks / 3}", looks));
            },
            stop.Token);
        Assert.Equal(0, code);
        Assert.Equal("says 0\n\nsays 1\n\nsays 2\n\n", _output.ToString());
    }

    [Fact]
    public async Task What_cannot_be_answered_for_a_while_is_said_and_looked_at_again()
    {
        using var stop = new CancellationTokenSource();
        var looks = 0;
        var code = await Watch(screen: null).RunAsync(
            token => ++looks switch
            {
                2 or 3 => throw new InputException("nobody answers"),
                5 => CancelledAsync(stop, token),
                _ => Task.FromResult(Page("here", looks)),
            },
            stop.Token);
        Assert.Equal(0, code);
        Assert.Equal("here\n\nhere\n\n", _output.ToString());
        Assert.Equal("error: nobody answers" + Environment.NewLine, _error.ToString());
    }

    [Fact]
    public async Task On_a_terminal_the_page_is_drawn_over_the_one_before_until_q_is_pressed()
    {
        var screen = new FakeScreen(Width: 6, Height: 4);
        var looks = 0;
        var code = await Watch(screen).RunAsync(
            _ =>
            {
                if (++looks == 3)
                {
                    screen.Keys.Enqueue('x');
                    screen.Keys.Enqueue('q');
                }

                return Task.FromResult(Page($"long line {looks}", looks, "second", "third"));
            },
            CancellationToken.None);
        Assert.Equal((0, 3), (code, looks));
        var output = _output.ToString();
        Assert.StartsWith("\e[?1049h\e[?25l\e[H", output, StringComparison.Ordinal);
        Assert.EndsWith("\e[?25h\e[?1049l", output, StringComparison.Ordinal);
        var pages = output.Split("\e[H")[1..];
        Assert.Equal(3, pages.Length);
        Assert.All(pages, page => Assert.StartsWith("long l\e[K\r\nsecond\e[K\r\n… 1 more lines do not fit\e[K\r\n", page, StringComparison.Ordinal));
    }

    private StatusWatch Watch(IScreen? screen) => new(
        new Terminal(TextReader.Null, _output, _error) { Screen = screen },
        page => page.Text + "\n",
        Interval,
        TimeProvider.System);

    private static async Task<StatusPage> CancelledAsync(CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        throw new OperationCanceledException(cancellationToken);
    }

    private static StatusPage Page(string says, int time, params string[] more)
    {
        var text = new StyledText();
        foreach (var line in (string[])[says, .. more])
        {
            text.Line(line);
        }

        return new StatusPage(true, text, (writer, hasTimes) =>
        {
            writer.WriteString("says", says);
            if (hasTimes)
            {
                writer.WriteNumber("time", time);
            }
        });
    }

    private sealed record FakeScreen(int Width, int Height) : IScreen
    {
        public ConcurrentQueue<char> Keys { get; } = new();

        public (int Width, int Height) Size => (Width, Height);

        public char? NextKey() => Keys.TryDequeue(out var key) ? key : null;
    }
}
