using FrrK8s.Lab;
var watch = System.Diagnostics.Stopwatch.StartNew();
await using var lab = await Laboratory.StartAsync(CancellationToken.None);
Console.WriteLine($"up {watch.Elapsed.TotalSeconds:F2}");
await File.WriteAllTextAsync(Path.Combine(lab.Folder.FullPath, "n.conf"), await File.ReadAllTextAsync(args[0]));
await lab.Node.LoadAsync(Path.Combine(lab.Folder.FullPath, "n.conf"), default);
try {
await Wait.UntilAsync(async t => { var s = await lab.Node.Bgp.SessionsAsync(t); var r = s.Where(x => !x.IsEstablished).ToList(); return r.Count == 0 && s.Count > 0 ? null : string.Join(" ", r); }, TimeSpan.FromSeconds(10), default);
} catch (TimeoutException e) { Console.WriteLine(e.Message); }
Console.WriteLine($"established {watch.Elapsed.TotalSeconds:F2}");
await Task.Delay(1500);
foreach (var l in LabLink.All) {
 Console.WriteLine($"{l.Neighbor} told {string.Join(' ', await lab.RouterOf(l).Frr.Bgp.LearnedFromAsync(l.Node, default))} learned {string.Join(' ', await lab.Node.Bgp.LearnedFromAsync(l.Neighbor, default))}");
}
foreach (var r in await lab.NodePlace.BgpRoutesAsync(default)) Console.WriteLine($"node {r}");
foreach (var x in new[]{lab.Tor,lab.Edge}) foreach (var r in await x.Place.BgpRoutesAsync(default)) Console.WriteLine($"{x.Name} {r}");
