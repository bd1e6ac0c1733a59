namespace FrrK8s.KubeApi.Store;

/// <summary>One write: what is there now, or what was there when it was deleted, and what was there before.</summary>
internal sealed record StoreEvent(long ResourceVersion, StoreEventType Type, StoredObject Object, StoredObject? Previous) : WatchItem;
