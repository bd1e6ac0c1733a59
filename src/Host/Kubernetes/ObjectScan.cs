using System.Text.Json;

namespace FrrK8s.Host.Kubernetes;

/// <summary>
/// Reads of JSON that the API server sends just what tells objects apart, without making anything of the rest. Throws <see cref="JsonException"/> on
/// what is no JSON and no object.
/// </summary>
internal static class ObjectScan
{
    /// <summary>The object that these bytes are.</summary>
    public static ApiObject Read(ReadOnlyMemory<byte> json)
    {
        var reader = Open(json);
        var (name, ns, version) = ("", "", "");
        var selector = default(Range);
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                ReadMetadata(ref reader, ref name, ref ns, ref version);
            }
            else if (reader.ValueTextEquals("spec"u8))
            {
                selector = FindSelector(ref reader);
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return new ApiObject(name, ns, version, json, json[selector]);
    }

    /// <summary>An event of a watch: its type, and where its object stands.</summary>
    public static (string Type, ReadOnlyMemory<byte> Object) ReadEvent(ReadOnlyMemory<byte> json)
    {
        var reader = Open(json);
        var type = "";
        var place = default(Range);
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
            {
                type = Text(ref reader);
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                place = SkipValue(ref reader);
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return (type, json[place]);
    }

    /// <summary>A chunk of a list: its objects, its version, and the token for the next chunk (empty on the last one).</summary>
    public static (List<ApiObject> Items, string ResourceVersion, string Continue) ReadList(ReadOnlyMemory<byte> json)
    {
        var reader = Open(json);
        var items = new List<ApiObject>();
        var (version, next) = ("", "");
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                ReadListMetadata(ref reader, ref version, ref next);
            }
            else if (reader.ValueTextEquals("items"u8))
            {
                ReadItems(ref reader, json, items);
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return (items, version, next);
    }

    private static void ReadItems(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, List<ApiObject> items)
    {
        // `items` may be null.
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(Read(json[start..(int)reader.BytesConsumed]));
        }
    }

    private static void ReadListMetadata(ref Utf8JsonReader reader, ref string version, ref string next)
    {
        if (!Enter(ref reader))
        {
            return;
        }

        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("resourceVersion"u8))
            {
                version = Text(ref reader);
            }
            else if (reader.ValueTextEquals("continue"u8))
            {
                next = Text(ref reader);
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, ref string name, ref string ns, ref string version)
    {
        if (!Enter(ref reader))
        {
            return;
        }

        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("name"u8))
            {
                name = Text(ref reader);
            }
            else if (reader.ValueTextEquals("namespace"u8))
            {
                ns = Text(ref reader);
            }
            else if (reader.ValueTextEquals("resourceVersion"u8))
            {
                version = Text(ref reader);
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private static Range FindSelector(ref Utf8JsonReader reader)
    {
        var found = default(Range);
        if (!Enter(ref reader))
        {
            return found;
        }

        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("nodeSelector"u8))
            {
                found = SkipValue(ref reader);
            }
            else
            {
                SkipValue(ref reader);
            }
        }

        return found;
    }

    private static Utf8JsonReader Open(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? reader : throw new JsonException("this is not an object");
    }

    // False for null, and for what should be an object and is none: it is skipped.
    private static bool Enter(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    private static bool NextName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static string Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString()!;
        }

        reader.Skip();
        return "";
    }

    private static Range SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
