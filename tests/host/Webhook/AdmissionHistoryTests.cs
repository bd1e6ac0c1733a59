namespace FrrK8s.HostTests.Webhook;

/// <summary>The index remembers answers about nodes. Whatever has happened to it, it answers as one that was filled just now.</summary>
public sealed class AdmissionHistoryTests
{
    private const int Steps = 400;

    private static readonly string[] Selectors = ["", "kubernetes.io/hostname=n0", "kubernetes.io/hostname=n1", "rack=r0", "rack=r1"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_old_index_answers_as_a_new_one(int seed)
    {
        var random = new Random(seed);
        var old = new Cluster();
        var nodes = new Dictionary<string, string>(StringComparer.Ordinal);
        var objects = new Dictionary<string, (string Spec, int Age)>(StringComparer.Ordinal);
        var (refused, allowed) = (0, 0);
        for (var step = 1; step <= Steps; step++)
        {
            Change(step);
            var (name, spec) = ($"o{random.Next(6)}", Spec());
            var fresh = new Cluster();
            foreach (var (node, rack) in nodes)
            {
                fresh.Node(node, rack);
            }

            foreach (var (other, (otherSpec, age)) in objects.OrderBy(one => one.Value.Age))
            {
                fresh.Store(other, otherSpec, age);
            }

            var (expected, actual) = (fresh.Apply(name, spec), old.Apply(name, spec));
            Assert.Equal(expected.Problems, actual.Problems);
            Assert.Equal(expected.Warnings, actual.Warnings);
            _ = actual.IsAllowed ? allowed++ : refused++;
        }

        // Else nothing was compared that could differ.
        Assert.True(refused > Steps / 10 && allowed > Steps / 10, $"{refused} refused, {allowed} let in");

        void Change(int step)
        {
            var (name, node) = ($"o{random.Next(6)}", $"n{random.Next(4)}");
            switch (random.Next(4))
            {
                case 0 when objects.Remove(name):
                    old.Remove(name);
                    break;
                case 1:
                    nodes[node] = $"rack=r{random.Next(2)}";
                    old.Node(node, nodes[node]);
                    break;
                case 2 when nodes.Remove(node):
                    old.Index.Nodes.Remove(node);
                    break;
                default:
                    objects[name] = (Spec(), step);
                    old.Store(name, objects[name].Spec, step);
                    break;
            }
        }

        string Spec() => Cluster.Router(Selectors[random.Next(Selectors.Length)], 64512 + random.Next(2));
    }
}
