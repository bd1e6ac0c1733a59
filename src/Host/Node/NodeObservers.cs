namespace FrrK8s.Host.Node;

/// <summary>Several observers as one; none is one that nobody hears.</summary>
internal sealed class NodeObservers(params IReadOnlyList<INodeObserver> all) : INodeObserver
{
    /// <inheritdoc/>
    public void PassBegins(TimeSpan? queued) => Each(one => one.PassBegins(queued));

    /// <inheritdoc/>
    public void Applied(ApplyReport report, TimeSpan took) => Each(one => one.Applied(report, took));

    /// <inheritdoc/>
    public void Drifted(int statements, bool isRepaired) => Each(one => one.Drifted(statements, isRepaired));

    /// <inheritdoc/>
    public void PassEnds(NodePass pass) => Each(one => one.PassEnds(pass));

    private void Each(Action<INodeObserver> tell)
    {
        foreach (var one in all)
        {
            tell(one);
        }
    }
}
