using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FrrK8s.Host.Status;

namespace FrrK8s.Host.Kubernetes;

/// <summary>An Event of the core API about one FRRConfiguration. Its name follows from what it says, so that the same said twice has one name.</summary>
internal sealed class ObjectEvent
{
    private const string Component = "frr-k8s";

    // The API takes 1024 bytes; a letter has up to four.
    private const int MostText = 1000;
    private const int MostOfName = 200;

    private readonly ObjectState _about;
    private readonly string _node;
    private readonly string _at;
    private readonly string _text;

    /// <summary>The event that a node tells of what became of an object.</summary>
    public ObjectEvent(ObjectState about, string node, DateTimeOffset at)
    {
        (_about, _node) = (about, node);
        _at = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        _text = Cut(about.IsAccepted ? $"node {node}: part of the configuration again" : $"node {node}: {about.Message}");
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{about.Uid}\n{node}\n{about.Reason}\n{_text}"));
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
        writer.WriteStartObject("source");
        writer.WriteString("component", Component);
        writer.WriteString("host", _node);
        writer.WriteEndObject();
        writer.WriteString("reportingComponent", Component);
        writer.WriteString("reportingInstance", _node);
        writer.WriteString("firstTimestamp", _at);
        writer.WriteString("lastTimestamp", _at);
        writer.WriteNumber("count", 1);
    });

    /// <summary>The change of an event that was told so often before.</summary>
    public JsonElement Again(long count) => Write(writer =>
    {
        writer.WriteString("lastTimestamp", _at);
        writer.WriteNumber("count", count + 1);
    });

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
