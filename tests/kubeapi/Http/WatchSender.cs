using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FrrK8s.KubeApi.Faults;
using FrrK8s.KubeApi.Selectors;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Http;

/// <summary>Writes the lines of one watch, and the faults on it.</summary>
internal sealed class WatchSender(ApiCall call, ServerState server, ObjectSelector selector)
{
    private readonly ResponseForm _form = Responses.FormOf(call.Http.Request);
    private readonly List<byte[]> _sent = [];
    private bool _cutsNext;

    /// <summary>Sends what there is to send of an item. False when the watch is over.</summary>
    public async Task<bool> SendAsync(WatchItem item, CancellationToken end)
    {
        if (item is StoreEvent happened)
        {
            return await EventAsync(happened, end);
        }

        var fault = (WatchFault)item;
        switch (fault.Kind)
        {
            case WatchFaultKind.Silence:
                await FlushAsync(end);
                await fault.Until.WaitAsync(end);
                return true;
            case WatchFaultKind.CutNext:
                _cutsNext = true;
                return true;
            case WatchFaultKind.Repeat:
                foreach (var line in _sent)
                {
                    await call.Http.Response.Body.WriteAsync(line, end);
                }

                return true;
            case WatchFaultKind.Expired:
                await ErrorAsync(ApiFailure.Expired("too old resource version"), end);
                return false;
            case WatchFaultKind.Broken:
                await ErrorAsync(new ApiFailure(500, "InternalError", "Internal error occurred: etcdserver: leader changed"), end);
                return false;
            default:
                return false;
        }
    }

    /// <summary>Sends a write as the selector sees it. False when the connection was broken.</summary>
    public async Task<bool> EventAsync(StoreEvent happened, CancellationToken end)
    {
        var isNow = happened.Type != StoreEventType.Deleted && selector.Matches(happened.Object);
        var wasBefore = happened.Previous is not null && selector.Matches(happened.Previous);
        var type = (isNow, wasBefore) switch
        {
            (true, true) => "MODIFIED",
            (true, false) => "ADDED",
            (false, true) => "DELETED",
            _ => null,
        };
        if (type is null)
        {
            return true;
        }

        byte[] line =
        [
            .. Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","object":"""),
            .. Responses.Form(call.Kind, happened.Object, _form, server.Now),
            .. "}\n"u8,
        ];
        if (_cutsNext)
        {
            await call.Http.Response.Body.WriteAsync(line.AsMemory(0, line.Length / 2), end);
            await FlushAsync(end);
            // The end of a chunked response, so that the asker sees a short line and not a broken connection.
            return false;
        }

        _sent.Add(line);
        await call.Http.Response.Body.WriteAsync(line, end);
        return true;
    }

    /// <summary>Says up to which write all has been told.</summary>
    public Task BookmarkAsync(long revision, bool isEndOfInitial, CancellationToken end)
    {
        var metadata = new JsonObject { ["resourceVersion"] = $"{revision}", ["creationTimestamp"] = null };
        if (isEndOfInitial)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        return LineAsync("BOOKMARK", new JsonObject { ["kind"] = call.Kind.Kind, ["apiVersion"] = call.Kind.ApiVersion, ["metadata"] = metadata }, end);
    }

    /// <summary>Says what is wrong.</summary>
    public async Task ErrorAsync(ApiFailure failure, CancellationToken end)
    {
        await LineAsync("ERROR", failure.Status(), end);
        await FlushAsync(end);
    }

    /// <summary>Lets go of what is written.</summary>
    public Task FlushAsync(CancellationToken end) => call.Http.Response.Body.FlushAsync(end);

    private async Task LineAsync(string type, JsonObject body, CancellationToken end)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject { ["type"] = type, ["object"] = body });
        await call.Http.Response.Body.WriteAsync((byte[])[.. line, (byte)'\n'], end);
    }
}
