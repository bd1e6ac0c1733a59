using FrrK8s.Host.Prove;
using FrrK8s.HostTests.Support;
using FrrK8s.Rules;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class ProveCommandTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Every_law_holds_of_objects_that_conflict_and_repeat_themselves()
    {
        _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1", extra: ", password: s3cret, toAdvertise: {allowed: {mode: all}}"));
        _temp.Write("b.yaml", Manifests.Neighbor("b", "10.0.0.1", asn: 64514));
        _temp.Write("c.yaml", Manifests.Neighbor("c", "fc00::1"));
        _temp.Write("d.yaml", Manifests.Raw("d", "ip route 192.0.2.0/24 Null0"));
        var (code, output, error) = await CommandLine.RunAsync(["prove", "-f", _temp.Path, "--cases", "300", "--seed", "1"]);
        Assert.Equal("", error);
        Assert.True(code == 0, output);
        Assert.Contains("holds   every order of the objects gives the same text (24 cases)\n", output, StringComparison.Ordinal);
        Assert.Contains("holds   the rollback of these commands leads back (256 cases)\n", output, StringComparison.Ordinal);
        Assert.Matches(@"8 laws hold, 0 broken: 4 objects, \d+ cases, seed 1\n$", output);
        Assert.DoesNotContain("s3cret", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_samples_obey_every_law()
    {
        var (code, output, _) = await CommandLine.RunAsync(
            ["prove", "-f", Path.Combine(AppContext.BaseDirectory, "samples"), "--node-labels", "role=worker", "--cases", "100", "--seed", "1"]);
        Assert.True(code == 0, output);
    }

    [Fact]
    public void A_failing_case_is_made_as_small_as_it_gets()
    {
        var input = new NodeInput { Configurations = Objects(40) };
        var law = new ProofLaw("3 and 17 do not meet", sampler => sampler.Pairs(), (_, tried) =>
            tried.First.Contains(3) && tried.Second.Contains(17) ? "they meet" : null);
        var subject = new ProofSubject(input);
        var outcome = ProofOutcome.Of(law, subject, new ProofSampler(subject.ByAge, 500, 1), _ => { }, CancellationToken.None);
        Assert.Equal("they meet", outcome.Why);
        Assert.Equal([3], outcome.Counterexample!.First);
        Assert.Equal([17], outcome.Counterexample.Second);
    }

    [Fact]
    public async Task Nothing_to_try_and_numbers_out_of_range_are_mistakes_of_the_command_line()
    {
        var file = _temp.Write("a.yaml", Manifests.Neighbor("a", "10.0.0.1").Replace("spec:\n", "spec:\n  nodeSelector: {matchLabels: {a: b}}\n", StringComparison.Ordinal));
        foreach (var arguments in new string[][] { [], ["-f", file], ["-f", file, "--node-labels", "a=b", "--cases", "0"], ["-f", _temp.File("none")] })
        {
            var (code, _, error) = await CommandLine.RunAsync(["prove", .. arguments]);
            Assert.Equal(2, code);
            Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await CommandLine.RunAsync(["prove", "-f", file, "--node-labels", "a=b", "--cases", "1"])).Code);
    }

    private static List<System.Text.Json.JsonElement> Objects(int count) => Enumerable.Range(0, count)
        .Select(number => System.Text.Json.JsonElement.Parse(
            $$$"""{"apiVersion":"frrk8s.metallb.io/v1beta1","kind":"FRRConfiguration","metadata":{"name":"n{{{number:00}}}","namespace":"test"},"spec":{}}"""))
        .ToList();
}
