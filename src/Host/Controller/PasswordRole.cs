using System.Text.Json;
using FrrK8s.Host.Kubernetes;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sessions;
using Microsoft.Extensions.Logging;

namespace FrrK8s.Host.Controller;

/// <summary>
/// Keeps the rules of one Role at reading the Secrets that FRRConfigurations name, and no others: the nodes are bound to it. Nothing is written before the objects
/// were read. Any number of replicas may do it: all come to the same rules.
/// </summary>
internal sealed class PasswordRole
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly IApiClient _client;
    private readonly string _namespace;
    private readonly string _name;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Slot _slot = new();
    private readonly Backoff _backoff = new();
    private readonly NamedSecrets _secrets;
    private readonly WatchedRules _rules;
    private readonly ApiWatcher _configurationWatcher;
    private readonly ApiWatcher _roleWatcher;
    private string _lastProblem = "";

    /// <summary>One that does nothing yet.</summary>
    /// <param name="name">The Role, which is there: it is not made here.</param>
    public PasswordRole(IApiClient client, string ns, string name, ApiHealth health, ILogger logger, TimeProvider time)
    {
        (_client, _namespace, _name, _logger, _time) = (client, ns, name, logger, time);
        _secrets = new NamedSecrets(_slot.Mark);
        _rules = new WatchedRules(_slot.Mark);
        _configurationWatcher = new(client, ApiResources.FrrConfigurations, ns, ApiSelector.All, _secrets, health, time) { OnStateChange = _slot.Mark };
        _roleWatcher = new(client, ApiResources.Roles, ns, ApiSelector.Name(name), _rules, health, time) { OnStateChange = _slot.Mark };
    }

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Together.RunAsync([_configurationWatcher.RunAsync, _roleWatcher.RunAsync, LoopAsync], cancellationToken);

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _slot.Take();
            var pause = Interval;
            try
            {
                await KeepAsync(cancellationToken);
                _backoff.Reset();
                _lastProblem = "";
            }
            catch (ApiException problem)
            {
                var isNew = problem.Message != _lastProblem;
                _logger.Log(
                    isNew ? LogLevel.Warning : LogLevel.Debug,
                    "Role `{Role}`: {Problem}; until it is written, nodes cannot read Secrets that are named anew", _name, problem.Message);
                _lastProblem = problem.Message;
                pause = _backoff.Next();
            }

            await _slot.WaitAsync(pause, _time, cancellationToken);
        }
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (!_configurationWatcher.IsListed || !_roleWatcher.IsListed || _rules.Current is not { } current)
        {
            return;
        }

        var names = _secrets.All();
        var wanted = RulesFor(names);
        if (JsonElement.DeepEquals(current, wanted))
        {
            return;
        }

        await _client.PatchAsync(ApiResources.Roles, _namespace, _name, null, ApiPatch.Merge, JsonBody.Of(json => Write(json, wanted)), cancellationToken);
        _logger.LogInformation("nodes may read {Count} Secrets, those that FRRConfigurations name (Role `{Role}`)", names.Count, _name);
    }

    private static void Write(Utf8JsonWriter json, JsonElement rules)
    {
        json.WriteStartObject();
        json.WritePropertyName("rules");
        rules.WriteTo(json);
        json.WriteEndObject();
    }

    // A rule without names would be one for all Secrets: where none is named there is no rule.
    private static JsonElement RulesFor(IReadOnlyList<string> names) => JsonBody.Of(json =>
    {
        json.WriteStartArray();
        if (names.Count > 0)
        {
            json.WriteStartObject();
            WriteTexts(json, "apiGroups", [""]);
            WriteTexts(json, "resourceNames", names);
            WriteTexts(json, "resources", ["secrets"]);
            WriteTexts(json, "verbs", ["list", "watch"]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
