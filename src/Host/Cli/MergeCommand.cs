using System.CommandLine;
using System.Text.Json;
using FrrK8s.Host.Node;
using FrrK8s.Host.Status;
using FrrK8s.Rules;

namespace FrrK8s.Host.Cli;

/// <summary><c>frrk8s merge</c>: the merged node, each value with the rule that joined it and the claims it comes from. Passwords are <c>***</c>.</summary>
internal static class MergeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var input = new InputOptions();
        var output = RenderCommand.OutputOption("yaml", "json");
        var command = new Command("merge", "Print what the objects are merged to, each value with who claims it.");
        input.AddTo(command);
        command.Options.Add(output);
        command.SetAction(async (line, cancellationToken) =>
        {
            var compilation = await input.CompileAsync(line, terminal, cancellationToken);
            var json = JsonDocumentText.Of(writer => Write(writer, compilation));
            await terminal.Out.WriteAsync(
                line.GetValue(output) == "json" ? json : YamlText.From(JsonElement.Parse(json)));
            await RenderCommand.WriteProblemsAsync(terminal, compilation);
            return compilation.IsAccepted ? ExitCodes.Accepted : ExitCodes.Refused;
        });
        return command;
    }

    private static void Write(Utf8JsonWriter writer, Compilation compilation)
    {
        writer.WriteStartArray("merged");
        foreach (var part in compilation.Result.Merged.GroupBy(fact => (fact.Router, fact.Section, fact.Key)))
        {
            writer.WriteStartObject();
            writer.WriteString("section", part.Key.Section);
            WriteUnlessEmpty(writer, "router", part.Key.Router);
            WriteUnlessEmpty(writer, "key", part.Key.Key);
            writer.WriteStartArray("fields");
            foreach (var fact in part)
            {
                WriteFact(writer, fact, compilation);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFact(Utf8JsonWriter writer, MergedFact fact, Compilation compilation)
    {
        writer.WriteStartObject();
        writer.WriteString("field", fact.Field);
        writer.WriteString("value", fact.Value);
        writer.WriteString("rule", fact.Rule);
        ProblemJson.WriteClaims(writer, "claims", fact.Claims, compilation);
        writer.WriteEndObject();
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter writer, string member, string value)
    {
        if (value.Length > 0)
        {
            writer.WriteString(member, value);
        }
    }
}
