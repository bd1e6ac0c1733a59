namespace FrrK8s.Host.Node;

/// <summary>Is told what the loop does, on the loop's own thread: returns at once and never throws.</summary>
internal interface INodeObserver
{
    /// <summary>A round begins; what there is to look at waited so long, if anything did.</summary>
    void PassBegins(TimeSpan? queued);

    /// <summary>FRR was brought to a configuration, or was not.</summary>
    void Applied(ApplyReport report, TimeSpan took);

    /// <summary>FRR was found to differ in so many statements.</summary>
    void Drifted(int statements, bool isRepaired);

    /// <summary>A round is over.</summary>
    void PassEnds(NodePass pass);
}
