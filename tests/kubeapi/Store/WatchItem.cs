namespace FrrK8s.KubeApi.Store;

/// <summary>What happens on a watch: a write to tell of, or a fault to commit. One queue keeps them in order.</summary>
internal abstract record WatchItem;
