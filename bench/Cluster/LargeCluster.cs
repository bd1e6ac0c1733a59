using FrrK8s.Bench.Apply;
using FrrK8s.Bench.Measuring;
using FrrK8s.Lab;

namespace FrrK8s.Bench.Cluster;

/// <summary>The daemon of one node of a large cluster, with a real FRR and an API server that holds all of the cluster's objects.</summary>
internal static class LargeCluster
{
    public const string Name = "cluster";

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        if ((Prerequisites.Missing() ?? ReferenceWay.Missing()) is { } missing)
        {
            Console.WriteLine($"the daemon in a large cluster: 1 benchmark skipped: {missing}");
            return;
        }

        await using var rig = await ClusterRig.StartAsync(cancellationToken);
        var figures = new List<SingleFigure>();
        await AddAsync(StartUp.RunAsync(rig, cancellationToken));
        await rig.Client.ForgetStateAsync(cancellationToken);
        await using var daemon = rig.StartDaemon(rig.Lab.Node, await rig.Lab.Folder.AddAsync("state", cancellationToken: cancellationToken));
        foreach (var configuration in Population.Own)
        {
            await rig.LiveAsync(daemon, configuration, 1, cancellationToken);
        }

        await AddAsync(Memory.RunAsync(daemon, cancellationToken));
        await AddAsync(Changes.RunAsync(rig, daemon, cancellationToken));
        await AddAsync(Storm.RunAsync(rig, daemon, cancellationToken));

        var program = Path.GetFileName(LabDaemon.Program);
        Console.WriteLine($"{program} daemon on one of {Population.Nodes:N0} nodes, for {Population.Own.Count} of {Population.Objects:N0} FRRConfigurations");
        Console.WriteLine(string.Join('\n', figures.Select(figure => $"  {figure}")));
        Console.WriteLine($"  {await FigureFile.WriteAsync(Name, figures)}{Environment.NewLine}");

        async Task AddAsync(Task<IReadOnlyList<SingleFigure>> measurement)
        {
            var more = await measurement;
            figures.AddRange(more);
            await Console.Error.WriteLineAsync(string.Join('\n', more.Select(figure => $"  {figure}")));
        }
    }
}
