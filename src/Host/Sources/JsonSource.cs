using System.Text;
using System.Text.Json;

namespace FrrK8s.Host.Sources;

/// <summary>Reads a JSON text, of any number of values one after the other, into trees with places.</summary>
internal static class JsonSource
{
    /// <summary>The values of a text. Throws <see cref="SourceException"/>.</summary>
    public static IReadOnlyList<SourceNode> Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var places = new LinePlaces(bytes);
        var options = new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = JsonText.MaximumDepth };
        var reader = new Utf8JsonReader(bytes, options);
        var documents = new List<SourceNode>();
        try
        {
            while (reader.Read())
            {
                documents.Add(ReadValue(ref reader, places));
            }
        }
        catch (JsonException problem)
        {
            var message = problem.Message.Split(" LineNumber:", 2)[0].TrimEnd('.', ' ');
            throw new SourceException(
                (int)(problem.LineNumber ?? 0) + 1,
                (int)(problem.BytePositionInLine ?? 0) + 1,
                $"this is not JSON: {message}");
        }

        return documents;
    }

    private static SourceNode ReadValue(ref Utf8JsonReader reader, LinePlaces places)
    {
        var (line, column) = places.At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, places, line, column);
            case JsonTokenType.StartArray:
                var items = new List<SourceNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(ref reader, places));
                }

                return new SequenceNode(line, column, items);
            case JsonTokenType.String:
                return new ScalarNode(line, column, JsonValueKind.String, reader.GetString()!);
            case JsonTokenType.Number:
                return new ScalarNode(line, column, JsonValueKind.Number, Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True:
                return new ScalarNode(line, column, JsonValueKind.True, "");
            case JsonTokenType.False:
                return new ScalarNode(line, column, JsonValueKind.False, "");
            default:
                return new ScalarNode(line, column, JsonValueKind.Null, "");
        }
    }

    private static MappingNode ReadObject(ref Utf8JsonReader reader, LinePlaces places, int line, int column)
    {
        var entries = new List<MappingEntry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (keyLine, keyColumn) = places.At(reader.TokenStartIndex);
            var key = reader.GetString()!;
            if (!seen.TryAdd(key, keyLine))
            {
                throw new SourceException(
                    keyLine, keyColumn, $"the key `{key}` stands here and on line {seen[key]}; which one is meant?");
            }

            reader.Read();
            entries.Add(new MappingEntry(key, keyLine, keyColumn, ReadValue(ref reader, places)));
        }

        return new MappingNode(line, column, entries);
    }
}
