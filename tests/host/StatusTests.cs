using System.Text.Json;
using FrrK8s.Host.Node;
using FrrK8s.Host.Sources;
using FrrK8s.Host.Status;
using FrrK8s.HostTests.Support;
using Xunit;

namespace FrrK8s.HostTests;

public sealed class StatusTests
{
    [Theory]
    [InlineData("""{"a":"b","c":[1,{"d":"e","f":[]},[2,3]],"g":{},"h":null,"i":true}""")]
    [InlineData("""{"a":"yes","b":"1","c":"","d":" x","e":"x: y","f":"- a","g":"2024-01-01","h":"1:20","i":"x #y","j":"0x1","k":"~"}""")]
    [InlineData("""{"a":"line\nline\n","b":"line\n\n  deep\nend","c":"\nfirst","d":"x\n\n","e":"tab\tand\nline","f":"cr\r\nlf"}""")]
    [InlineData("""{"a":{"b":{"c":"x\ny\n"}},"l":["x\ny",{"k":"z\n"}]}""")]
    [InlineData("""{"a":"quote \" and back \\ slash","b":"ä é 漢","c":"`x`: !bad","d":"x:"}""")]
    public void Yaml_that_is_written_reads_back(string json)
    {
        var value = JsonElement.Parse(json);
        var read = JsonText.From(Assert.Single(YamlSource.Read(YamlText.From(value))));
        Assert.True(JsonElement.DeepEquals(value, read), YamlText.From(value));
    }

    [Fact]
    public void The_state_is_written_whole_and_only_when_it_changes()
    {
        using var temp = new TempFolder();
        var file = new NodeStateFile(temp.Path, "n1");
        var one = new ObjectState("test", "x", "uid", 7, IsAccepted: true, IsApplied: false, ObjectState.Accepted, "");
        var state = new NodeState("success", "success", "a\n!\n") { Configurations = [one] };
        file.Write(state);
        Assert.Equal(
            "apiVersion: frrk8s.metallb.io/v1beta1\nkind: FRRNodeState\nmetadata:\n  name: n1\nspec: {}\nstatus:\n"
            + "  lastConversionResult: success\n  lastReloadResult: success\n  runningConfig: |\n    a\n    !\n  conditions: []\n"
            + "  configurations:\n  - namespace: test\n    name: x\n    generation: 7\n    accepted: true\n    applied: false\n    reason: Accepted\n"
            + "    message: \"\"\n",
            File.ReadAllText(file.Path));
        File.Delete(file.Path);
        file.Write(state with { ObservedAt = "2026-01-01T00:00:00Z" });
        Assert.False(File.Exists(file.Path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(temp.Path));
    }

    [Fact]
    public void The_fallback_router_id_is_made_from_the_name() =>
        Assert.Equal("167.62.253.30", RouterIds.FromHostname("dummyhostname"));

    [Fact]
    public void A_retry_waits_ever_longer_up_to_the_cap()
    {
        var backoff = new Backoff();
        var waits = Enumerable.Range(0, 9).Select(_ => backoff.Next().TotalSeconds).ToArray();
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30, 30], waits);
        backoff.Reset();
        Assert.Equal(0.5, backoff.Next().TotalSeconds);
    }
}
