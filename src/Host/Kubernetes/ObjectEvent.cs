using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// An Event of the core API about one FRRConfiguration. Its name follows from what it says: what many nodes say of an object, or one says again, is one
/// Event, which names who said it last.
/// </summary>
internal sealed class ObjectEvent
{
    private const string Component = "frr-k8s";
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    // The API takes 1024 bytes; a letter has up to four.
    private const int MostText = 1000;
    private const int MostOfName = 200;

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly ObjectState _about;
    private readonly string _node;
    private readonly DateTimeOffset _at;
    private readonly string _text;

    /// <summary>The event that a node tells of what became of an object.</summary>
    public ObjectEvent(ObjectState about, string node, DateTimeOffset at)
    {
        (_about, _node, _at) = (about, node, at);
        _text = Cut(about.IsAccepted ? "part of the configuration again" : about.Message);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{about.Uid}\n{about.Reason}\n{_text}"));
        Name = $"{about.Name[..Math.Min(about.Name.Length, MostOfName)].TrimEnd('.', '-')}.{Convert.ToHexStringLower(digest.AsSpan(0, 8))}";
    }

    /// <summary>Where it is kept: with the object.</summary>
    public string Namespace => _about.Namespace;

    /// <summary><c>metadata.name</c></summary>
    public string Name { get; }

    /// <summary>The event when it is told for the first time.</summary>
    public JsonElement ToJson() => Write(writer =>
    {
        writer.WriteString("apiVersion", "v1");
        writer.WriteString("kind", "Event");
        writer.WriteStartObject("metadata");
        writer.WriteString("name", Name);
        writer.WriteString("namespace", Namespace);
        writer.WriteEndObject();
        writer.WriteStartObject("involvedObject");
        writer.WriteString("apiVersion", ApiResources.FrrConfigurations.ApiVersion);
        writer.WriteString("kind", ApiResources.FrrConfigurations.Kind);
        writer.WriteString("namespace", Namespace);
        writer.WriteString("name", _about.Name);
        writer.WriteString("uid", _about.Uid);
        writer.WriteEndObject();
        writer.WriteString("type", _about.IsAccepted ? "Normal" : "Warning");
        writer.WriteString("reason", _about.Reason);
        writer.WriteString("message", _text);
        writer.WriteString("reportingComponent", Component);
        writer.WriteString("firstTimestamp", _at.ToString(Form, CultureInfo.InvariantCulture));
        WriteOccurrence(writer, 1);
    });

    /// <summary>Whether another node has said the same just now: a thousand nodes that say it tell no more than one.</summary>
    public bool IsSaidBy(JsonElement before) =>
        before.TextOf("reportingInstance") != _node
        && DateTimeOffset.TryParse(before.TextOf("lastTimestamp"), CultureInfo.InvariantCulture, out var at)
        && (_at - at).Duration() < Quiet;

    /// <summary>The change of the event as it was told before.</summary>
    public JsonElement Again(JsonElement before) => Write(writer => WriteOccurrence(writer, before.NumberOf("count") + 1));

    private void WriteOccurrence(Utf8JsonWriter writer, long count)
    {
        writer.WriteStartObject("source");
        writer.WriteString("component", Component);
        writer.WriteString("host", _node);
        writer.WriteEndObject();
        writer.WriteString("reportingInstance", _node);
        writer.WriteString("lastTimestamp", _at.ToString(Form, CultureInfo.InvariantCulture));
        writer.WriteNumber("count", count);
    }

    private static string Cut(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MostText)
        {
            return text;
        }

        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes().TakeWhile(rune => (bytes += rune.Utf8SequenceLength) <= MostText))
        {
            kept.Append(rune);
        }

        return $"{kept} …";
    }

    private static JsonElement Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
