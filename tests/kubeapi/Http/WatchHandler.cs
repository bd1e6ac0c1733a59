using System.Globalization;
using FrrK8s.KubeApi.Faults;
using FrrK8s.KubeApi.Selectors;
using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Http;

/// <summary>Answers a watch: what is there if it is asked for, every write from then on, bookmarks between them.</summary>
internal static class WatchHandler
{
    /// <summary>Runs until the time is over, the asker goes or a fault ends it.</summary>
    public static async Task RunAsync(ApiCall call, ServerState server)
    {
        var selector = new ObjectSelector(call.Kind, call.Namespace, call.Query("labelSelector"), call.Query("fieldSelector"));
        var sender = new WatchSender(call, server, selector);
        call.Http.Response.ContentType = "application/json";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
        if (int.TryParse(call.Query("timeoutSeconds"), NumberStyles.None, null, out var seconds) && seconds > 0)
        {
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        if (await StartAsync(call, server, sender) is not { } subscription)
        {
            return;
        }

        var watch = new ActiveWatch(call.Kind, subscription, call.Http.Abort);
        server.Faults.Opened(watch);
        try
        {
            await call.Http.Response.Body.FlushAsync(end.Token);
            await ServeAsync(call, server, subscription, sender, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The time is over, or nobody is there any more.
        }
        finally
        {
            server.Faults.Closed(watch);
            subscription.Dispose();
        }
    }

    private static async Task<Subscription?> StartAsync(ApiCall call, ServerState server, WatchSender sender)
    {
        var isInitial = call.Query("sendInitialEvents");
        var from = call.Query("resourceVersion");
        if (from is not ("" or "0") && isInitial != "true")
        {
            if (!long.TryParse(from, NumberStyles.None, null, out var after))
            {
                throw ApiFailure.BadRequest($"Invalid value: \"{from}\": strconv.ParseUint: parsing \"{from}\": invalid syntax");
            }

            if (server.Store.Subscribe(call.Kind, after) is { } subscribed)
            {
                return subscribed;
            }

            await sender.ErrorAsync(ApiFailure.Expired($"too old resource version: {from} ({server.Store.Revision})"), call.Aborted);
            return null;
        }

        var (items, revision, subscription) = server.Store.ListAndSubscribe(call.Kind);
        if (isInitial != "false")
        {
            foreach (var item in items)
            {
                await sender.EventAsync(new StoreEvent(item.ResourceVersion, StoreEventType.Added, item, Previous: null), call.Aborted);
            }
        }

        if (isInitial == "true")
        {
            await sender.BookmarkAsync(revision, isEndOfInitial: true, call.Aborted);
        }

        return subscription;
    }

    private static async Task ServeAsync(
        ApiCall call, ServerState server, Subscription subscription, WatchSender sender, CancellationToken end)
    {
        var isMarked = server.Options.SendsBookmarks && call.Query("allowWatchBookmarks") is "true" or "1";
        var more = subscription.Items.WaitToReadAsync(end).AsTask();
        var mark = Mark();
        while (true)
        {
            var next = await Task.WhenAny(more, mark);
            if (next == mark)
            {
                await mark;
                if (server.Store.CompleteUpTo(subscription) is { } complete)
                {
                    await sender.BookmarkAsync(complete, isEndOfInitial: false, end);
                    await sender.FlushAsync(end);
                }

                mark = Mark();
                continue;
            }

            await more;
            while (subscription.Items.TryRead(out var item))
            {
                if (!await sender.SendAsync(item, end))
                {
                    return;
                }
            }

            await sender.FlushAsync(end);
            more = subscription.Items.WaitToReadAsync(end).AsTask();
        }

        Task Mark() => Task.Delay(isMarked ? server.Options.BookmarkPeriod : Timeout.InfiniteTimeSpan, end);
    }
}
