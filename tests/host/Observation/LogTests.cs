using System.Text.Json;
using FrrK8s.Host.Node;
using FrrK8s.HostTests.Support;
using FrrK8s.Lab;
using Microsoft.Extensions.Logging;
using NodeSettings = FrrK8s.Host.Node.NodeSettings;

namespace FrrK8s.HostTests.Observation;

/// <summary>What the log looks like, and what is never in it.</summary>
public sealed class LogTests
{
    private static readonly string[] Fields = ["ts", "level", "msg"];

    [Fact]
    public void A_line_of_json_has_time_level_message_and_numbers()
    {
        using var output = new StringWriter();
        var logger = new LineLogger(output, new LogLevelSwitch(Rules.LogLevel.Info), new ManualTime(), LogFormat.Json);
        logger.LogWarning("the object `{Name}` says \"{Text}\" {Times} times", "a", "x\ny", 3);
        logger.LogDebug("not at this level");
        Assert.Equal(
            """{"ts":"1970-01-01T00:00:00.000Z","level":"warn","msg":"the object `a` says \"x\ny\" 3 times","times":3}""" + Environment.NewLine, output.ToString());
    }

    [Theory]
    [InlineData(true, "s3cret-of-the-neighbor")]
    [InlineData(false, "s3cret-of-the-neighbor")]
    [InlineData(true, "pass!word$with'quotes")]
    [InlineData(false, "password")]
    [InlineData(true, "no-such-command-Xy7")]
    public async Task No_password_is_in_the_log_of_a_run_that_goes_well_and_of_one_that_does_not(bool isJson, string password)
    {
        using var config = new TempFolder();
        using var state = new TempFolder();
        using var install = new FakeInstall();
        using var stop = new CancellationTokenSource();
        await using var text = new LogText();
        config.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1", extra: $", password: \"{password}\""));
        config.Write("raw.yaml", Manifests.Raw("raw", $"neighbor 10.0.0.9 password {password}"));
        var run = Daemon.RunAsync(
            new DaemonSettings(
                config.Path,
                state.Path,
                new NodeSettings { NodeName = "n1", LogLevel = Rules.LogLevel.All },
                install.Settings with { WorkDir = state.File("work") },
                new NodeLoopSettings { Debounce = TimeSpan.FromMilliseconds(10) })
            { LogFormat = isJson ? LogFormat.Json : LogFormat.Text },
            text,
            TimeProvider.System,
            stop.Token);
        await UntilSaidAsync("FRR runs the wanted configuration");

        // FRR refuses what it is told next, and says the line.
        install.Set("tell", $"echo 'line 1: % Unknown command:  neighbor 10.0.0.2 password {password.Replace("'", "", StringComparison.Ordinal)}' >&2; exit 2\n");
        config.Write("b.yaml", Manifests.Neighbor("b", "10.0.0.2", extra: $", password: \"{password}\""));
        await UntilSaidAsync("1 refused", " error ", "\"level\":\"error\"");
        await stop.CancelAsync();
        Assert.Null(await run);

        var lines = text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length >= 3);
        if (password != "password")
        {
            Assert.DoesNotContain(password, text.ToString(), StringComparison.Ordinal);
        }

        Assert.All(lines, line => Assert.DoesNotMatch("password (?!\\*\\*\\*|is|of|with)", line));
        if (isJson)
        {
            Assert.All(lines, line => Assert.All(Fields, name => Assert.Equal(JsonValueKind.String, JsonElement.Parse(line).GetProperty(name).ValueKind)));
        }

        Task UntilSaidAsync(params string[] words) => Wait.UntilAsync(
            _ => Task.FromResult(words.Any(word => text.ToString().Contains(word, StringComparison.Ordinal)) ? null : $"it did not say {string.Join(" or ", words)}: {text}"),
            TimeSpan.FromSeconds(40),
            CancellationToken.None);
    }
}
