using FrrK8s.KubeApi.Store;

namespace FrrK8s.KubeApi.Faults;

/// <summary>What goes wrong on a watch.</summary>
/// <param name="Kind">Which of the faults.</param>
/// <param name="Until">For silence: when it is over.</param>
internal sealed record WatchFault(WatchFaultKind Kind, Task Until) : WatchItem;
