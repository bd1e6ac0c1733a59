using System.Text.Json;
using System.Text.Json.Nodes;

namespace FrrK8s.HostTests.KubeApi;

/// <summary>A watch, read line by line.</summary>
internal sealed class WatchLines : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private WatchLines(HttpResponseMessage response, Stream stream) => (_response, _reader) = (response, new StreamReader(stream));

    /// <summary>Opens a watch.</summary>
    public static async Task<WatchLines> OpenAsync(ApiServerUnderTest server, string path)
    {
        var response = await server.Client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        return new WatchLines(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next line; null at the end.</summary>
    public async Task<string?> LineAsync() => await _reader.ReadLineAsync().WaitAsync(Patience);

    /// <summary>The next event: its type, and the name of its object.</summary>
    public async Task<(string Type, string Name)> NextAsync()
    {
        var (type, body) = await EventAsync();
        return (type, (string?)body["metadata"]?["name"] ?? "");
    }

    /// <summary>The next event.</summary>
    public async Task<(string Type, JsonObject Body)> EventAsync()
    {
        var line = JsonNode.Parse(await LineAsync() ?? throw new EndOfStreamException("the watch has ended"))!;
        return ((string)line["type"]!, line["object"]!.AsObject());
    }

    /// <summary>Whether the next line never comes, or only by half.</summary>
    public async Task<bool> IsBrokenAsync()
    {
        try
        {
            var line = await LineAsync();
            _ = line is null ? null : JsonNode.Parse(line);
            return line is null;
        }
        catch (Exception broken) when (broken is IOException or JsonException or HttpRequestException)
        {
            return true;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
